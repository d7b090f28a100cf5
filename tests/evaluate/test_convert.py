"""Conversions between types, in cty's words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jobspec.evaluate.convert import convert
from jobspec.evaluate.equality import equals, raw_equals, set_of
from jobspec.evaluate.errors import ConversionError
from jobspec.evaluate.types import BOOL, DYNAMIC, NUMBER, STRING, ListType, MapType, ObjectType, SetType, TupleType, Type
from jobspec.evaluate.unify import unify
from jobspec.evaluate.values import FALSE, NULL, TRUE, UNKNOWN, Value, list_of, map_of, number, object_of, string, tuple_of, unknown_of

Plain = Callable[[Value], object]

MIXED = tuple_of([number(1), string("b"), TRUE])


@pytest.mark.parametrize(("value", "type", "expected"), [
    (number(5), STRING, "5"),
    (TRUE, STRING, "true"),
    (string("1e2"), NUMBER, 100),
    (string("1"), BOOL, True),
    (MIXED, ListType(STRING), ["1", "b", "true"]),
    (MIXED, ListType(DYNAMIC), ["1", "b", "true"]),
    (tuple_of([string("b"), string("a"), string("b")]), SetType(STRING), ["a", "b"]),
    (object_of({"a": number(1), "b": string("x")}), MapType(STRING), {"a": "1", "b": "x"}),
    (object_of({"a": string("1"), "b": string("x")}), ObjectType({"a": NUMBER}), {"a": 1}),
    (map_of(STRING, {"a": string("1")}), ObjectType({"a": NUMBER, "b": STRING}, frozenset({"b"})), {"a": 1, "b": None}),
    (NULL, STRING, None),
    (tuple_of([]), ListType(NUMBER), []),
])
def test_a_value_converts_as_in_cty(value: Value, type: Type, expected: object, plain: Plain) -> None:
    assert plain(convert(value, type)) == expected


@pytest.mark.parametrize(("value", "type", "words"), [
    (MIXED, STRING, "string required, but have tuple"),
    (string("x"), NUMBER, "a number is required"),
    (string("True"), BOOL, 'a bool is required; to convert from string, use lowercase "true"'),
    (number(1), BOOL, "bool required, but have number"),
    (string("x"), ListType(STRING), "list of string required, but have string"),
    (tuple_of([MIXED]), ListType(STRING), "element 0: string required, but have tuple"),
    (tuple_of([number(1), tuple_of([])]), ListType(DYNAMIC), "all list elements must have the same type"),
    (object_of({"a": MIXED}), MapType(STRING), 'element "a": string required, but have tuple'),
    (object_of({}), ObjectType({"a": STRING}), 'attribute "a" is required'),
    (object_of({}), ObjectType({"a": STRING, "b": STRING, "c": STRING}), 'attributes "a", "b", and "c" are required'),
    (object_of({"a": MIXED}), ObjectType({"a": STRING}), 'attribute "a": string required, but have tuple'),
    (tuple_of([number(1)]), TupleType((NUMBER, NUMBER)), "tuple required"),
    (list_of(STRING, [string("x")]), MapType(STRING), "map of string required"),
    (map_of(STRING, {}), ObjectType({"a": STRING}), 'map has no element for required attribute "a"'),
])
def test_what_does_not_convert_is_refused_in_ctys_words(value: Value, type: Type, words: str) -> None:
    with pytest.raises(ConversionError) as error:
        convert(value, type)
    assert error.value.message == words


def test_an_error_inside_names_its_path() -> None:
    with pytest.raises(ConversionError) as error:
        convert(object_of({"ports": tuple_of([number(1), string("x")])}), ObjectType({"ports": ListType(NUMBER)}))
    assert error.value.path == ("ports", 1)


def test_unknown_values_keep_their_place() -> None:
    converted = convert(unknown_of(TupleType((NUMBER, STRING))), ListType(DYNAMIC))
    assert converted.raw is UNKNOWN and converted.type == ListType(STRING)


@pytest.mark.parametrize(("types", "unsafe", "expected"), [
    ((STRING, NUMBER), False, STRING),
    ((BOOL, NUMBER), True, None),
    ((TupleType((NUMBER,)), TupleType((STRING,))), False, TupleType((STRING,))),
    ((TupleType((NUMBER,)), TupleType((STRING, STRING))), False, ListType(STRING)),
    ((ObjectType({"a": NUMBER}), ObjectType({"b": STRING})), False, MapType(STRING)),
    ((MapType(NUMBER), ObjectType({"a": STRING})), False, MapType(STRING)),
    ((ListType(NUMBER), TupleType((STRING,))), False, ListType(STRING)),
    ((ObjectType({}), TupleType(())), True, None),
    ((DYNAMIC, NUMBER), True, NUMBER),
    ((DYNAMIC, ListType(NUMBER)), True, DYNAMIC),
    ((), True, None),
])
def test_types_unify_to_the_one_that_all_convert_to(types: tuple[Type, ...], unsafe: bool, expected: Type | None) -> None:
    unified = unify(types, unsafe)
    assert (None if unified is None else unified.type) == expected


def test_equality_needs_equal_types_except_between_nulls() -> None:
    assert equals(number(1), string("1")) is FALSE
    assert equals(NULL, Value(STRING, None)) is TRUE
    assert equals(unknown_of(STRING), string("a")).raw is UNKNOWN
    assert equals(unknown_of(STRING), number(1)) is FALSE
    assert equals(tuple_of([number(1)]), list_of(NUMBER, [number(1)])) is FALSE
    assert not raw_equals(NULL, Value(STRING, None))


def test_sets_are_ordered_and_hold_no_equals(plain: Plain) -> None:
    numbers = set_of(NUMBER, [number(10), number(9), number(9), Value(NUMBER, None)])
    assert [item.raw for item in numbers.raw] == [9, 10, None]  # type: ignore[union-attr]
    pairs = set_of(TupleType((NUMBER,)), [tuple_of([number(10)]), tuple_of([number(9)]), tuple_of([number(10)])])
    assert plain(pairs) == [[10], [9]]  # by their text
