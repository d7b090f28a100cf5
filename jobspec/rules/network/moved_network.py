"""The edits that move a network from a task's resources to its group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from jobspec.decode.origins import WrittenOrigin
from jobspec.diagnostics import Edit, Fix, Span
from jobspec.hcl.structure import Attribute, Block
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_network import NetworkResource, Port
from jobspec.models.job_task import Task
from jobspec.rules.network.ports import ports_of
from jobspec.source import Source

#: Drivers that publish only those of the group's ports that their config names.
PUBLISHING = ("docker", "podman")
_STEP = "  "


def moving(group: TaskGroup, task: Task) -> Fix | None:
    """The fix that gives the group the network of a task, with the ports that the task's config maps.

    None where it is not plain what to write: the file has no group; the group has a network already, several tasks have one, or the
    task several; blocks that a dynamic block made; labels that the config of the task counts on in another way.
    """
    origin, networks = task.origin, (task.resources.networks if task.resources is not None else None) or ()
    owners = [each for each in group.tasks or () if each.resources is not None and each.resources.networks]
    if group.networks or len(owners) != 1 or len(networks) != 1 or not isinstance(origin, WrittenOrigin):
        return None
    if group.origin is None or group.origin.start >= origin.start:  # a task of the job itself, whose group Nomad makes
        return None
    network = networks[0]
    written, ports = network.origin, list(ports_of(network))
    if not isinstance(written, WrittenOrigin) or not ports or any(not isinstance(port.origin, WrittenOrigin) for port in ports):
        return None
    if not any(block.type == "network" and block.start == written.start for block in _resources_blocks(origin)):
        return None
    edits = [_removal(origin.source, written.start, written.body_end + 1)]
    mapped: Mapping[str, object] = {}
    if task.driver in PUBLISHING:
        publishing = _publishing(task, origin, ports)
        if publishing is None:
            return None
        more, mapped = publishing
        edits += more
    edits.append(_insertion(origin, network, ports, mapped))
    return Fix(message="move the network to the group", edits=tuple(edits), safe=False, changes=("Networks", "Config"))


def _resources_blocks(origin: WrittenOrigin) -> Iterator[Block]:
    for block in origin.blocks:
        if block.type == "resources":
            yield from block.body.blocks


def _publishing(task: Task, origin: WrittenOrigin, ports: list[Port]) -> tuple[list[Edit], Mapping[str, object]] | None:
    """The edits of a config that turn port_map into ports, and the numbers that it mapped."""
    configs = [block for block in origin.blocks if block.type == "config"]
    config = task.config or {}
    if len(configs) != 1 or "ports" in config or "network_mode" in config:
        return None
    maps = config.get("port_map") or []
    places: list[Attribute | Block] = [block for block in configs[0].body.blocks if block.type == "port_map"]
    attribute = configs[0].body.attributes.get("port_map")
    if attribute is not None:
        places.append(attribute)
    if not isinstance(maps, list) or len(maps) > 1 or len(places) != len(maps):
        return None
    mapped = cast("Mapping[str, object]", maps[0] if maps else {})
    known = {port.label for port in ports}
    if not known.issuperset(mapped) or not all(str(number).isdigit() for number in mapped.values()):
        return None
    labels = ", ".join(f'"{port.label}"' for port in ports)
    text = f"ports = [{labels}]"
    if places:
        place = places[0]
        end = place.close + 1 if isinstance(place, Block) else place.end
        return [Edit(span=Span(origin.source, place.start, end), text=text)], mapped
    body = configs[0].body
    last = max([item.end for item in (*body.attributes.values(), *body.blocks)], default=0)
    if not last:
        return None
    indent = _indent(origin.source, min(item.start for item in (*body.attributes.values(), *body.blocks)))
    return [Edit(span=Span(origin.source, last, last), text=f"\n{indent}{text}")], mapped


def _insertion(origin: WrittenOrigin, network: NetworkResource, ports: list[Port], mapped: Mapping[str, object]) -> Edit:
    source = origin.source
    indent = _indent(source, origin.start)
    lines = ["network {"]
    if network.mode:
        lines.append(f'{_STEP}mode = "{network.mode}"')
    for port in ports:
        inner = [f"{name} = {_written(port, name)}" for name in ("static", "to", "host_network") if port.was_written(name)]
        if port.label in mapped and not port.was_written("to"):
            inner.append(f"to = {mapped[port.label]}")
        lines.append(f'{_STEP}port "{port.label}" {{' + ("}" if not inner else ""))
        if inner:
            lines += [*(f"{_STEP}{_STEP}{text}" for text in inner), f"{_STEP}}}"]
    lines.append("}")
    return Edit(span=Span(source, origin.start, origin.start), text="".join(f"{line}\n{indent}" for line in lines))


def _written(port: Port, name: str) -> str:
    span = port.span_of(name)
    return "" if span is None else span.text


def _indent(source: Source, offset: int) -> str:
    start = source.text.rfind("\n", 0, offset) + 1
    before = source.text[start:offset]
    return before if not before.strip() else ""


def _removal(source: Source, start: int, end: int) -> Edit:
    """An edit that removes a block, with the whole lines where nothing else stands on them."""
    text = source.text
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end + 1
    if not text[line_start:start].strip() and not text[end:line_end].strip():
        start, end = line_start, line_end
    return Edit(span=Span(source, start, end), text="")
