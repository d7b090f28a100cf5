"""`consul` and `vault` blocks, which Nomad reads a second time by itself (config_parse.go parseVaults, parseConsuls).

Blocks of the same name become one. Labels count for nothing. Of a second block of a name, Nomad loses the identities.
"""

from __future__ import annotations

from typing import TypeVar

from msgspec.structs import replace

from jobspec.decode.agent.addresses import normalize_address
from jobspec.decode.agent.draft import Draft, Place, header
from jobspec.decode.agent.durations import convert, not_a_duration
from jobspec.decode.agent.errors import BAD_VALUE, DecodeError
from jobspec.decode.agent.free import FreeMap, decode_free_map
from jobspec.decode.agent.notes import Lost, Notes, Unknown
from jobspec.decode.agent.weak import decode_weakly
from jobspec.go_duration import DurationError, parse_duration
from jobspec.hcl.v1.syntax import Item, Items, ObjectValue, fold
from jobspec.models.agent_clusters import ConsulConfig, VaultConfig, WorkloadIdentityConfig
from jobspec.models.agent_merge import merged_block
from jobspec.models.base import Model
from jobspec.models.fields import fields_of
from jobspec.source import Source

AnyCluster = TypeVar("AnyCluster", ConsulConfig, VaultConfig)

_IDENTITIES = ("default_identity", "service_identity", "task_identity")


def read_vaults(root: Items, source: Source, notes: Notes, late: list[DecodeError]) -> tuple[VaultConfig, ...]:
    """All `vault` blocks of a file. `late`: errors that Nomad comes to later, in the lifetimes of identities."""
    vaults: tuple[VaultConfig, ...] = ()
    for item in root.matching("vault").items:
        draft = _cluster(VaultConfig, "vault", item, ("default_identity",), notes)
        vaults = _added(VaultConfig, vaults, draft, source, notes, late)
        vaults = tuple(replace(vault, address=normalize_address(vault.address)) for vault in vaults)
    return vaults


def read_consuls(root: Items, source: Source, notes: Notes, late: list[DecodeError]) -> tuple[ConsulConfig, ...]:
    """All `consul` blocks of a file. `late`: as for `read_vaults`."""
    consuls: tuple[ConsulConfig, ...] = ()
    for item in root.matching("consul").items:
        draft = _cluster(ConsulConfig, "consul", item, ("service_identity", "task_identity"), notes)
        consuls = _added(ConsulConfig, consuls, draft, source, notes, late)
        consuls = tuple(replace(consul, address=normalize_address(consul.address), grpc_address=normalize_address(consul.grpc_address))
                        for consul in consuls)
    return consuls


def _convert_timeout(draft: Draft) -> None:
    text = draft.texts.get("timeout")
    if not text:
        return
    try:
        draft.fields["timeout"] = parse_duration(text)
    except DurationError as error:
        place = draft.written_at("timeout", (0, 0))
        raise not_a_duration("timeout", "timeout", text, place, f"error parsing 'consul': {error.message}") from None


def _added(model: type[AnyCluster], clusters: tuple[AnyCluster, ...], draft: Draft, source: Source, notes: Notes,
           late: list[DecodeError]) -> tuple[AnyCluster, ...]:
    """The clusters with one more, or with one of them changed. The identities of a changing block are lost."""
    name = draft.get("name")
    known = any(cluster.name == name for cluster in clusters)
    for identity in _IDENTITIES:
        inner = draft.nested(identity)
        if inner is None:
            continue
        if known:
            notes.lost.append(Lost(f"Nomad drops {identity} of a second block of the same name", draft.names[identity]))
            del draft.fields[identity]
        else:
            try:
                convert(inner, "ttl", f"{'vaults' if identity == 'default_identity' else 'consul'}.{identity}.ttl")
            except DecodeError as error:
                late.append(error)
    finished = draft.finish(source)
    assert isinstance(finished, model)
    if not known:
        return clusters + (finished,)  # noqa: RUF005
    return tuple(merged_block(cluster, finished) if cluster.name == name else cluster for cluster in clusters)


def _cluster(model: type[Model], name: str, item: Item, identities: tuple[str, ...], notes: Notes) -> Draft:
    place = header(item) or (item.value.start, item.value.end)
    draft = _block(model, name, item, place, identities, notes)
    if not draft.get("name"):
        draft.fields["name"] = "default"
    _convert_timeout(draft)
    assert isinstance(item.value, ObjectValue)
    for identity in identities:
        matching = item.value.body.matching(identity).items
        if matching:
            inner_place = header(matching[0]) or place
            draft.fields[identity] = _block(WorkloadIdentityConfig, name, matching[0], inner_place, (), notes)
            draft.names[identity] = draft.values[identity] = inner_place
    return draft


def _block(model: type[Model], name: str, item: Item, place: Place, without: tuple[str, ...], notes: Notes) -> Draft:
    """A block as a map, and the map as a draft. The nested blocks `without` are left out: by their exact name, as in Nomad."""
    values: FreeMap = {}
    try:
        decode_free_map("root", item.value, place, values)
    except DecodeError as error:
        raise DecodeError(error.code, f"error parsing '{name}': {error.message}", error.words, error.start, error.end, error.help) from None
    for key in without:
        values.pop(key, None)
    draft, errors = decode_weakly(model, values)
    draft.place = place
    _note_places(draft, item, without, notes)
    if errors:
        first = errors[0]
        start, end = draft.written_at(first.key.partition("[")[0], place)
        listed = "\n".join(error.message for error in errors)
        raise DecodeError(BAD_VALUE, f"error parsing '{name}': decoding failed due to the following error(s):\n\n{listed}",
                          f'"{first.key}" takes {first.wanted}', start, end)
    return draft


def _note_places(draft: Draft, item: Item, without: tuple[str, ...], notes: Notes) -> None:
    if not isinstance(item.value, ObjectValue):
        return
    draft.body = (item.value.start + 1, max(item.value.end - 1, item.value.start + 1))
    known = {fold(field.hcl or field.go_name): field.hcl or field.go_name for field in fields_of(draft.model).values()}
    for entry in item.value.body.items:
        if not entry.keys:
            continue
        key = entry.keys[0]
        name = known.get(fold(key.label()))
        place = (key.start, key.end) if isinstance(entry.value, ObjectValue) else (entry.value.start, entry.value.end)
        if name is not None:
            draft.names[name] = (key.start, key.end)
            draft.values[name] = place
        elif key.label() not in without:
            notes.unknown.append(Unknown(key, draft.model, "root", None, place))
