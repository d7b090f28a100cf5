"""Keys that a configuration does not know (config_parse.go extraKeys, helper.UnusedKeys).

HCL 1 reports labels and much else as unused too. Nomad first strikes off what it knows to be harmless, one name at a time and in any
case of letters, and thereby also some keys that are wrong. Then the first block with keys left over is the error.
"""

from __future__ import annotations

from collections.abc import Iterable

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
    _strike(root, ["http_api_response_headers"] * len(headers if isinstance(headers, dict) else {}))
    for plugin in root.several("plugins"):
        _strike(root, [_name(plugin), "config", "plugin"])
    for key in _IN_CLIENT:
        _strike(root, [key, "client"])
    if client is not None:
        _strike(client, ["stats"])
        for volume in client.several("host_volumes"):
            _strike(client, [_name(volume), "host_volume"])
        for network in client.several("host_networks"):
            _strike(client, [_name(network), "host_network"])
        for key in _IN_TEMPLATE:
            _strike(client, [key, "template"])
    if audit is not None:
        for audit_filter in audit.several("filters"):
            _strike(audit, [_name(audit_filter), "filter"])
        for sink in audit.several("sinks"):
            _strike(audit, [_name(sink), "sink"])
    for key in _IN_SERVER:
        _strike(root, [key, "server"])
    if server is not None:
        _strike(server, ["preemption_config"])
    _strike(root, ["datadog_tags", "telemetry"])
    root.unused = [key for key in root.unused if fold(key) != "keyring"]
    _strike(root, [str(keyring.get("provider")) for keyring in root.several("keyrings")])
    root.unused = [key for key in root.unused if key not in ("license", "vault", "consul")]
    _strike(root, _IDENTITIES)
    if client is not None:
        for fingerprint in client.several("fingerprints"):
            _strike(client, [_name(fingerprint), "fingerprint"])


def _name(draft: Draft) -> str:
    return str(draft.get("name"))


def _strike(draft: Draft, names: Iterable[str]) -> None:
    for name in names:
        folded = fold(name)
        for index, key in enumerate(draft.unused):
            if fold(key) == folded:
                del draft.unused[index]
                break


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


def _note_of(key: str, model: type[Model], notes: Notes) -> Unknown | Repeated | None:
    for unknown in notes.unknown:
        if unknown.model is model and unknown.key.label() == key:
            return unknown
    folded = fold(key)
    for repeated in notes.repeated:
        if repeated.model is model and any(fold(token.label()) == folded for token in repeated.keys):
            return repeated
    return None


def _gather(draft: Draft, path: tuple[str, ...], notes: Notes, found: list[ExtraKeys]) -> None:
    declarations = fields_of(draft.model)
    for field in nested_models(draft.model):
        inner = draft.nested(field)
        if inner is not None:
            _gather(inner, (declarations[field].hcl, *path), notes, found)
    if draft.unused:
        place = ".".join(path) + " " if path else ""
        keys = [(key, _note_of(key, draft.model, notes)) for key in draft.unused]
        found.append(ExtraKeys(draft, f"{place}unexpected keys {', '.join(draft.unused)}", keys))
