"""Values that stand in for variables without one, so that what is wrong with a file whatever the values can be told.

None of them is likely, all together are unlike each other: in length, in size, in what they convert to. What holds with each of them does
not follow from one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from jobspec.evaluate.convert import convert
from jobspec.evaluate.types import BOOL, NUMBER, STRING, ListType, MapType, ObjectType, SetType, TupleType, Type
from jobspec.evaluate.values import FALSE, TRUE, Value, list_of, map_of, null_of, number, object_of, string, tuple_of

#: The first converts to a number and to a bool, the third to a duration. The last ones complete templates that are not complete.
_TEXTS: Final = tuple(map(string, (
    "1", "0", "90s", "4096", "72h", "250ms", "some-name", "registry.example.org/team/app:1.27", "10.11.12.13", "/srv/some/where/", "",
    "{{ key \"a\" }}\nand more", "true", "{{ end }}", "{{ if true }}", '"',
)))
_MANY_SIDED: Final = 3
#: None of anything, one, several; ports that anybody may have, that Nomad gives away, and none; sizes on both sides of usual limits.
_NUMBERS: Final = tuple(map(number, (1, 0, 3, 250, 8080, 25000, 70000)))
_BOOLS: Final = (TRUE, FALSE)

#: How many elements of a kind a collection is tried with.
_ELEMENTS: Final = 4
#: How many shapes a structure is tried in.
_SHAPES: Final = 12


def stand_ins(type: Type | None, hints: Sequence[Value], names: Sequence[str], fields: Iterable[str] = ()) -> tuple[Value, ...]:
    """Values that a variable of that type may have, the one that fits most places first. Null, which is no value, is part of one only.

    `type` is None for variables that take anything. `hints` are values that the file itself speaks of where it uses the variable, `names`
    those that the file looks up somewhere: a collection may be what defines them. `fields` are attributes that the file uses of a value
    that takes anything, or of its elements.
    """
    if type is None:
        element: Type = ObjectType(dict.fromkeys(sorted(fields), STRING)) if fields else STRING
        structures = () if element is STRING else _of_type(element, hints, names)
        collections = (*_collections(ListType(element), hints, names), *_collections(MapType(element), hints, names), *structures)
        return _distinct((*_TEXTS[:_MANY_SIDED], *collections, *hints, *_TEXTS, *_BOOLS, *_NUMBERS))
    return _distinct(_of_type(type, hints, names))


def _of_type(type: Type, hints: Sequence[Value], names: Sequence[str]) -> Iterable[Value]:
    if type is STRING:
        return (*_TEXTS[:_MANY_SIDED], *(hint for hint in hints if hint.type is STRING), *_TEXTS[_MANY_SIDED:])
    if type is NUMBER:
        return (_NUMBERS[0], *(hint for hint in hints if hint.type is NUMBER), *_NUMBERS[1:])
    if type is BOOL:
        return _BOOLS
    if isinstance(type, (ListType, SetType, MapType)):
        return _collections(type, hints, names)
    if isinstance(type, TupleType):
        parts = [tuple(_of_type(element, hints, names)) for element in type.elements]
        return (tuple_of(values[shape % len(values)] for values in parts) for shape in range(_SHAPES))
    if isinstance(type, ObjectType):
        fields = {name: tuple(_of_type(attribute, hints, names)) for name, attribute in type.attributes.items()}
        whole = [object_of({name: values[(shape + place) % len(values)] if shape else values[0]
                            for place, (name, values) in enumerate(fields.items())}) for shape in range(_SHAPES)]
        return (whole[0], _with_nulls(whole[0], 0), _with_nulls(whole[0], 1), *whole[1:])
    return ()


def _with_nulls(value: Value, first: int) -> Value:
    """An object in which every other attribute is null, as those that are optional."""
    assert isinstance(value.raw, dict)
    return object_of({name: null_of(item.type) if place % 2 == first else item for place, (name, item) in enumerate(value.raw.items())})


def _collections(type: ListType | SetType | MapType, hints: Sequence[Value], names: Sequence[str]) -> Iterable[Value]:
    """With one element, with none, with two, and with everything that has a name."""
    element = type.element
    values = list(islice(_distinct(_of_type(element, hints, names)), _ELEMENTS + len(hints)))
    yield _collection(type, values[:1])
    yield _collection(type, [])
    if names:
        yield _collection(type, [_named(element, name) for name in names], names)
    yield _collection(type, values[1:3])
    yield from (_collection(type, [value]) for value in values[1:])


def _collection(type: ListType | SetType | MapType, values: Sequence[Value], keys: Sequence[str] = ()) -> Value:
    if isinstance(type, MapType):
        named = keys or [str(place) for place in range(1, len(values) + 1)]
        return map_of(type.element, dict(zip(named, values, strict=True)))
    return convert(list_of(type.element, values), type)


def _named(type: Type, name: str) -> Value:
    """A value in which every text is that name."""
    if type is STRING:
        return string(name)
    if isinstance(type, ObjectType):
        return object_of({key: _named(attribute, name) for key, attribute in type.attributes.items()})
    if isinstance(type, TupleType):
        return tuple_of(_named(element, name) for element in type.elements)
    if isinstance(type, (ListType, SetType, MapType)):
        return _collection(type, [_named(type.element, name)])
    return next(iter(_of_type(type, (), ())))


def _distinct(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple({repr(value): value for value in values}.values())
