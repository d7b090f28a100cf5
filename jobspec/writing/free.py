"""Free blocks such as `config`: lists of objects as nested blocks where that reads back as the same (jobspec.decode.free)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jobspec.writing.syntax import Attribute, Block
from jobspec.writing.values import Parenthesized, is_identifier


def free_items(value: Mapping[str, object]) -> Iterator[Attribute | Block]:
    """The attributes and blocks of a free block's body. A key that is no name has no form here (`unwritten` lists those)."""
    for key, item in value.items():
        if not is_identifier(key):
            continue
        if _is_blocks(item):
            assert isinstance(item, list)
            yield from (Block(key, (), tuple(free_items(inner))) for inner in item)
        elif isinstance(item, Mapping):
            yield Attribute(key, Parenthesized(dict(item)))
        elif isinstance(item, list) and len(item) == 1 and isinstance(item[0], Mapping):
            yield Attribute(key, item[0])  # an object that is set as an attribute is a list of one
        else:
            yield Attribute(key, item)


def _is_blocks(value: object) -> bool:
    """Whether a list of objects can be written as blocks: names for keys, and no object outside of a list."""
    return isinstance(value, list) and bool(value) and all(_is_block(item) for item in value)


def _is_block(value: object) -> bool:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) and is_identifier(key) for key in value):
        return False
    return all(not isinstance(item, Mapping) and (not _holds_objects(item) or _is_blocks(item)) for item in value.values())


def _holds_objects(value: object) -> bool:
    return isinstance(value, (list, tuple)) and any(isinstance(item, (Mapping, list, tuple)) for item in value)
