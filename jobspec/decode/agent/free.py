"""Values whose shape nobody declares: `plugin { config { … } }`, and the blocks that Nomad takes as maps first (decoder.go
decodeInterface, decodeMap, decodeSlice).

Blocks become lists of maps, so that there may be several; inside of a list an object is a map. A key that comes again is decoded into
what it held before: lists grow, a number stays a number.
"""

from __future__ import annotations

from collections.abc import Iterator

from jobspec.decode.agent.errors import WRONG_TYPE, DecodeError
from jobspec.decode.agent.literals import (
    decode_bool,
    decode_float,
    decode_int,
    decode_string,
    extent,
    go_type,
    last,
    text_of,
    written,
)
from jobspec.hcl.v1.syntax import Item, Items, ListValue, Literal, Node, ObjectValue
from jobspec.hcl.v1.tokens import Kind

FreeMap = dict[str, "Free"]


class MapList(list[FreeMap]):
    """A list that takes maps only: what blocks become."""

    __slots__ = ()


class AnyList(list["Free"]):
    """A list of anything: `[ … ]`."""

    __slots__ = ()


Free = str | int | float | bool | FreeMap | MapList | AnyList

Place = tuple[int, int]


def decode_free_map(name: str, node: Node, place: Place, into: FreeMap) -> FreeMap:
    """A map of anything; keys that are there already are decoded into."""
    for key, item_name, value in map_entries(name, node, place):
        into[key] = decode_free(item_name, value, place, into.get(key), in_list=False)
    return into


def map_entries(name: str, node: Node, place: Place) -> Iterator[tuple[str, str, Node]]:
    """The entries of an object: key, path, and what stands for the value. Items with labels count once, with all of their name."""
    if isinstance(node, Item):
        items = Items([node])
    elif isinstance(node, ObjectValue):
        items = node.body
    elif isinstance(node, Items):
        items = node
    else:
        start, end = extent(node, place)
        raise DecodeError(WRONG_TYPE, f"At {node.pos}: {name}: not an object type for map ({go_type(node)})",
                          f'"{last(name)}" takes a block of names and values, not {written(node)}', start, end)
    done: set[str] = set()
    for item in items.items:
        if not item.keys:
            raise DecodeError(WRONG_TYPE, f"At {items.pos}: {name}: map must have string keys",
                              f'"{last(name)}" takes names and values', *extent(item, place))
        key = text_of(item.keys[0], name)
        if key in done:
            continue
        value: Node = item.value
        if len(item.keys) > 1:
            value = items.matching(key)
            done.add(key)
        yield key, f"{name}.{key}", value


def decode_free(name: str, node: Node, place: Place, old: Free | None, *, in_list: bool) -> Free:
    """A value of any kind, decoded into what was there before."""
    if old is None:
        old = _empty(name, node, place, in_list)
    match old:
        case bool():
            return decode_bool(name, node, place)
        case int():
            return decode_int(name, node, place)
        case float():
            return decode_float(name, node, place)
        case str():
            return decode_string(name, node, place)
        case dict():
            return decode_free_map(name, node, place, dict(old))
    items = slice_items(name, node, place)
    if isinstance(old, MapList):
        return MapList([*old, *(decode_free_map(f"{name}[{index}]", item, place, {}) for index, item in enumerate(items))])
    return AnyList([*old, *(decode_free(f"{name}[{index}]", item, place, None, in_list=True) for index, item in enumerate(items))])


def _empty(name: str, node: Node, place: Place, in_list: bool) -> Free:
    """What a value begins as, by the node that describes it."""
    if isinstance(node, Literal):
        match node.token.kind:
            case Kind.BOOL:
                return False
            case Kind.FLOAT:
                return 0.0
            case Kind.NUMBER:
                return 0
            case _:
                return ""
    if isinstance(node, ListValue):
        return AnyList()
    if isinstance(node, Item):
        raise DecodeError(WRONG_TYPE, f"{name}: cannot decode into interface: {go_type(node)}", f'"{last(name)}" takes no labels',
                          *extent(node, place))
    return {} if in_list else MapList()


def slice_items(name: str, node: Node, place: Place) -> list[Node]:
    """What the elements of a list are made from."""
    if isinstance(node, Items):
        return list(node.items)
    if isinstance(node, ObjectValue):
        return [node]
    if isinstance(node, ListValue):
        return list(node.values)
    start, end = extent(node, place)
    advice = f"write `{last(name)} = [{node.token.text}]`" if isinstance(node, Literal) and node.token.text else None
    words = f'"{last(name)}" takes a list, not {written(node)}'
    raise DecodeError(WRONG_TYPE, f"At {node.pos}: unknown slice type: {go_type(node)}", words, start, end, advice)
