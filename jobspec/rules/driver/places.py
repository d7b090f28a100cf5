"""Where in the file an option of a task's config stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Union

from jobspec.decode.origins import WrittenOrigin
from jobspec.diagnostics import Span
from jobspec.hcl.structure import Attribute, Block, Body
from jobspec.hcl.syntax import Expression, Literal, ObjectCons, ObjectKey, ScopeTraversal, Template, TupleCons
from jobspec.models.job_task import Task

#: Names of options and positions in lists, outermost first.
Path = Sequence[Union[str, int]]

#: What a step of a path can end at: an attribute or block of a body, or a value with the key before it.
_Place = Union[Attribute, Block, list[Block], Expression]


def place_of(task: Task, path: Path, of_value: bool = False) -> Span | None:
    """The name of an option in the config block (or, with `of_value`, its value), or the item of a list.

    Where it cannot be found, the block's header.
    """
    header = task.span_of("config")
    origin = task.origin
    if header is None or origin is None or not path:
        return header
    if isinstance(origin, WrittenOrigin):
        blocks = [block for block in origin.blocks if block.type == "config"]
        found = _descend(blocks[0].body, path, of_value) if len(blocks) == 1 else None
        if found is not None:
            return Span(origin.source, *found)
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    match = re.compile(rf'(?m)(?<![\w.\-]){re.escape(name)}(?="?\s*[={{:])').search(header.source.text, header.end, origin.body_end)
    return header if match is None else Span(header.source, match.start(), match.end())


def _descend(body: Body, path: Path, of_value: bool) -> tuple[int, int] | None:
    place: _Place | None = None
    found: tuple[int, int] | None = None
    for step in path:
        following = _member(body, step) if place is None else _step(place, step)
        if following is None:
            break
        found, place = following
    return (place.start, place.end) if of_value and isinstance(place, Expression) else found


def _member(body: Body, step: str | int) -> tuple[tuple[int, int], _Place] | None:
    attribute = body.attributes.get(str(step))
    if attribute is not None:
        return (attribute.start, attribute.name_end), attribute.expression
    blocks = [block for block in body.blocks if block.type == step]
    return ((blocks[0].start, blocks[0].type_end), blocks) if blocks else None


def _step(place: _Place, step: str | int) -> tuple[tuple[int, int], _Place] | None:
    match place:
        case list():
            if isinstance(step, int):
                return ((place[step].start, place[step].type_end), place[step]) if step < len(place) else None
            return _member(place[0].body, step)
        case Block():
            return _member(place.body, step)
        case TupleCons() if isinstance(step, int) and step < len(place.items):
            item = place.items[step]
            return (item.start, item.end), item
        case ObjectCons() if step == 0:
            return (place.start, place.end), place
        case ObjectCons():
            for key, value in place.items:
                if _key(key) == step:
                    return (key.start, key.end), value
    return None


def _key(key: ObjectKey) -> str | None:
    match key.wrapped:
        case ScopeTraversal(root=root, steps=[]):
            return root.name
        case Template(literal=str() as text):
            return text
        case Literal(value=str() as text):
            return text
    return None
