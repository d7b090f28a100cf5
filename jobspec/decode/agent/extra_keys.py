"""Keys that a configuration does not know (config_parse.go extraKeys, helper.UnusedKeys).

HCL 1 reports labels and much else as unused too. Nomad first strikes off what it knows to be harmless, one name at a time and in any
case of letters, and thereby also some keys that are wrong. Then the first block with keys left over is the error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from jobspec.decode.agent.draft import Draft
from jobspec.decode.agent.notes import Notes, Repeated, Unknown
from jobspec.hcl.v1.syntax import fold
from jobspec.models.base import Model
from jobspec.models.fields import fields_of, nested_models

_IN_CLIENT = ("options", "meta", "chroot_env", "servers", "server_join", "template")
_IN_TEMPLATE = (
    "function_denylist", "disable_file_sandbox", "max_stale", "wait", "wait_bounds", "block_query_wait", "consul_retry", "vault_retry",
    "nomad_retry",
)
_IN_SERVER = ("enabled_schedulers", "start_join", "retry_join", "server_join")
_IDENTITIES = ("service_identity", "task_identity", "default_identity")


def strike_harmless(root: Draft) -> None:
    """Take the names off that Nomad takes off, from the unused keys of the root, of client, server and audit."""
    client, server, audit = root.nested("client"), root.nested("server"), root.nested("audit")
    headers = root.fields.get("http_api_response_headers")
    _strike(root, [
        *["http_api_response_headers"] * len(headers if isinstance(headers, dict) else {}),
        *_names(root.several("plugins"), "config", "plugin"),
        *(name for key in _IN_CLIENT for name in (key, "client")),
        *(name for key in _IN_SERVER for name in (key, "server")),
        "datadog_tags", "telemetry",
    ])
    if client is not None:
        _strike(client, [
            "stats", *_names(client.several("host_volumes"), "host_volume"), *_names(client.several("host_networks"), "host_network"),
            *(name for key in _IN_TEMPLATE for name in (key, "template")), *_names(client.several("fingerprints"), "fingerprint"),
        ])
    if audit is not None:
        _strike(audit, [*_names(audit.several("filters"), "filter"), *_names(audit.several("sinks"), "sink")])
    if server is not None:
        _strike(server, ["preemption_config"])
    root.unused = [key for key in root.unused if fold(key) != "keyring"]
    _strike(root, [str(keyring.get("provider")) for keyring in root.several("keyrings")])
    root.unused = [key for key in root.unused if key not in ("license", "vault", "consul")]
    _strike(root, _IDENTITIES)


def _names(drafts: list[Draft], *others: str) -> Iterator[str]:
    """The name of each block, and the others once for each."""
    for draft in drafts:
        yield str(draft.get("name"))
        yield from others


def _strike(draft: Draft, names: Iterable[str]) -> None:
    """Take off the first key that equals each name, in any case of letters."""
    if not draft.unused:
        return
    left = Counter(fold(key) for key in draft.unused)
    struck: Counter[str] = Counter()
    for name in names:
        folded = fold(name)
        if left[folded] > struck[folded]:
            struck[folded] += 1
    kept = []
    for key in draft.unused:
        folded = fold(key)
        if struck[folded]:
            struck[folded] -= 1
        else:
            kept.append(key)
    draft.unused = kept


class ExtraKeys:
    """Keys left over in one block: Nomad's message for it, and the keys, each with what is known of it.

    A name that the block knows is left over where it comes twice.
    """

    __slots__ = ("draft", "keys", "message")

    def __init__(self, draft: Draft, message: str, keys: list[tuple[str, Unknown | Repeated | None]]) -> None:
        self.draft = draft
        self.message = message
        self.keys = keys


def extra_keys(root: Draft, notes: Notes) -> list[ExtraKeys]:
    """The blocks with keys left over, in Nomad's order: those inside first. Blocks in lists are not looked at."""
    found: list[ExtraKeys] = []
    _gather(root, (), notes, found)
    return found


def _notes_by_key(model: type[Model], notes: Notes) -> dict[str, Unknown | Repeated]:
    """What is known of the keys of a block, by key; folded for keys that come twice."""
    found: dict[str, Unknown | Repeated] = {}
    for repeated in notes.repeated:
        if repeated.model is model:
            found.update({fold(token.label()): repeated for token in repeated.keys})
    for unknown in reversed(notes.unknown):
        if unknown.model is model:
            found[unknown.key.label()] = unknown
    return found


def _gather(draft: Draft, path: tuple[str, ...], notes: Notes, found: list[ExtraKeys]) -> None:
    declarations = fields_of(draft.model)
    for field in nested_models(draft.model):
        inner = draft.nested(field)
        if inner is not None:
            _gather(inner, (declarations[field].hcl, *path), notes, found)
    if draft.unused:
        place = ".".join(path) + " " if path else ""
        known = _notes_by_key(draft.model, notes)
        keys = [(key, known.get(key) or known.get(fold(key))) for key in draft.unused]
        found.append(ExtraKeys(draft, f"{place}unexpected keys {', '.join(draft.unused)}", keys))
