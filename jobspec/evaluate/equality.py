"""When values are equal, and sets, which hold no equals (go-cty, cty/value_ops.go, set_internals.go)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cmp_to_key

from jobspec.evaluate.types import BOOL, DYNAMIC, NUMBER, STRING, ListType, MapType, ObjectType, SetType, TupleType, Type, has_dynamic
from jobspec.evaluate.values import FALSE, TRUE, UNKNOWN, Value, boolean, unknown_of
from jobspec.go_text import quote


def equals(a: Value, b: Value) -> Value:
    """`a == b` as a bool value, unknown where that is open. Nulls of any types are equal; values of unlike types are not (Value.Equals)."""
    x, y = a.raw, b.raw
    if x is UNKNOWN or y is UNKNOWN:
        if x is UNKNOWN and y is UNKNOWN:
            return unknown_of(BOOL)
        known, unknown = (b, a) if x is UNKNOWN else (a, b)
        if known.raw is None or has_dynamic(unknown.type) or known.type == unknown.type:
            return unknown_of(BOOL)
        return FALSE
    if x is None or y is None:
        return TRUE if x is y else FALSE
    if a.type is STRING or a.type is NUMBER or a.type is BOOL:
        return TRUE if a.type is b.type and x == y else FALSE
    if not (_has_known_type(a) and _has_known_type(b)):
        return FALSE if not _may_conform(a.type, b.type) and not _may_conform(b.type, a.type) else unknown_of(BOOL)
    if a.type != b.type:
        return FALSE
    if isinstance(a.type, SetType):
        return _sets_equal(a, b)
    if isinstance(x, dict) and isinstance(y, dict):
        if x.keys() != y.keys():
            return FALSE
        return _all_equal((x[key], y[key]) for key in x)
    assert isinstance(x, tuple) and isinstance(y, tuple)
    return _all_equal(zip(x, y, strict=True)) if len(x) == len(y) else FALSE


def _all_equal(pairs: Iterable[tuple[Value, Value]]) -> Value:
    for one, other in pairs:
        equal = equals(one, other)
        if equal is not TRUE:
            return equal
    return TRUE


def _sets_equal(a: Value, b: Value) -> Value:
    assert isinstance(a.raw, tuple) and isinstance(b.raw, tuple)
    if any(item.raw is UNKNOWN for item in a.raw + b.raw):
        return unknown_of(BOOL)
    return boolean(len(a.raw) == len(b.raw) and all(has_element(b.raw, item) for item in a.raw))


def has_element(items: Sequence[Value], wanted: Value) -> bool:
    """Whether one of `items` is surely equal to `wanted`."""
    return any(equals(item, wanted) is TRUE for item in items)


def raw_equals(a: Value, b: Value) -> bool:
    """Whether both are the same thing: equal types, and unknown equals unknown, null equals null (Value.RawEquals)."""
    x, y = a.raw, b.raw
    if a.type != b.type:
        return False
    if isinstance(x, tuple) and isinstance(y, tuple):
        return len(x) == len(y) and all(raw_equals(one, other) for one, other in zip(x, y, strict=True))
    if isinstance(x, dict) and isinstance(y, dict):
        return x.keys() == y.keys() and all(raw_equals(x[key], y[key]) for key in x)
    return x is y or (x is not UNKNOWN and y is not UNKNOWN and x is not None and y is not None and x == y)


def is_wholly_known(value: Value) -> bool:
    """Whether nothing in the value is unknown (Value.IsWhollyKnown)."""
    raw = value.raw
    if isinstance(raw, tuple):
        return all(is_wholly_known(item) for item in raw)
    if isinstance(raw, dict):
        return all(is_wholly_known(item) for item in raw.values())
    return raw is not UNKNOWN


def _has_known_type(value: Value) -> bool:
    """Whether no DYNAMIC stands in the value's type or in those of its elements (Value.HasWhollyKnownType)."""
    raw = value.raw
    if raw is None:
        return True
    if raw is UNKNOWN:
        return not has_dynamic(value.type)
    if isinstance(raw, tuple):
        return all(_has_known_type(item) for item in raw)
    return all(_has_known_type(item) for item in raw.values()) if isinstance(raw, dict) else True


def _may_conform(given: Type, wanted: Type) -> bool:
    """Whether `given` fits `wanted`, in which DYNAMIC fits anything (Type.TestConformance)."""
    if wanted is DYNAMIC or given == wanted:
        return True
    for kind in (ListType, SetType, MapType):
        if isinstance(wanted, kind):
            return isinstance(given, kind) and _may_conform(given.element, wanted.element)
    if isinstance(wanted, TupleType):
        return (
            isinstance(given, TupleType)
            and len(given.elements) == len(wanted.elements)
            and all(_may_conform(one, other) for one, other in zip(given.elements, wanted.elements, strict=True))
        )
    if isinstance(wanted, ObjectType):
        return (
            isinstance(given, ObjectType)
            and given.attributes.keys() == wanted.attributes.keys()
            and all(_may_conform(given.attributes[name], other) for name, other in wanted.attributes.items())
        )
    return False


def set_of(element: Type, items: Iterable[Value]) -> Value:
    """A set: no equals, in cty's order (set.Set.Add, Values). Unknown elements are never equal, so all of them stay.

    The order of primitive values is theirs; other values are in the order of their hash texts.
    """
    given = tuple(items)
    if element is STRING:
        texts = {item.raw: item for item in given if isinstance(item.raw, str)}
        if len(texts) == len(given) or all(isinstance(item.raw, str) for item in given):
            return Value(SetType(element), tuple(texts[text] for text in sorted(texts)))
    distinct: list[Value] = []
    buckets: dict[bytes, list[Value]] = {}
    for item in given:
        bucket = buckets.setdefault(_hash_text(item).encode("utf-8", "surrogatepass"), [])
        if not has_element(bucket, item):
            bucket.append(item)
    from zlib import crc32

    for key in sorted(buckets, key=crc32):
        distinct.extend(buckets[key])
    if len(distinct) > 1:
        distinct.sort(key=cmp_to_key(_order))
    return Value(SetType(element), tuple(distinct))


def _order(a: Value, b: Value) -> int:
    return -1 if _less(a, b) else 1 if _less(b, a) else 0


def _less(a: Value, b: Value) -> bool:
    """setRules.Less: nulls last, unknowns after what is known."""
    if raw_equals(a, b):
        return False
    x, y = a.raw, b.raw
    if x is None or y is None:
        return x is not None
    if x is UNKNOWN or y is UNKNOWN:
        return x is not UNKNOWN
    if isinstance(x, str) and isinstance(y, str):
        return x < y
    if isinstance(x, (int, float, Fraction)) and isinstance(y, (int, float, Fraction)):
        return x < y
    return _hash_text(a).encode("utf-8", "surrogatepass") < _hash_text(b).encode("utf-8", "surrogatepass")


def _hash_text(value: Value) -> str:
    """What cty hashes and, where no other order exists, sorts by (appendSetHashBytes)."""
    raw = value.raw
    if raw is UNKNOWN:
        return "?"
    if raw is None:
        return "~"
    if isinstance(raw, bool):
        return "T" if raw else "F"
    if isinstance(raw, str):
        return quote(raw)
    if isinstance(raw, (int, float, Fraction)):
        return _ten_digits(raw)
    if isinstance(raw, dict):
        if isinstance(value.type, MapType):
            return "{" + "".join(f"{quote(key)}:{_hash_text(item)};" for key, item in raw.items()) + "}"
        return "<" + "".join(_hash_text(raw[name]) + ";" for name in sorted(raw)) + ">"
    assert isinstance(raw, tuple)
    opening, closing = ("<", ">") if isinstance(value.type, TupleType) else ("[", "]")
    return opening + "".join(_hash_text(item) + ";" for item in raw) + closing


def _ten_digits(raw: int | Fraction | float) -> str:
    """A number with ten significant digits, as big.Float.String prints it (format 'g')."""
    if isinstance(raw, float):
        return "-0" if raw == 0 else "+Inf" if raw > 0 else "-Inf"
    if raw == 0:
        return "0"
    from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal

    context = Context(prec=10, rounding=ROUND_HALF_EVEN, Emax=MAX_EMAX, Emin=MIN_EMIN)
    top, bottom = (raw, 1) if isinstance(raw, int) else (raw.numerator, raw.denominator)
    sign, digits, exponent = context.divide(Decimal(top), Decimal(bottom)).as_tuple()
    assert isinstance(exponent, int)
    text = "".join(map(str, digits))
    point = len(text) + exponent
    text = text.rstrip("0")
    minus = "-" if sign else ""
    if point - 1 < -4 or point - 1 >= 10:
        power = abs(point - 1)
        return f"{minus}{text[0]}{'.' + text[1:] if len(text) > 1 else ''}e{'-' if point < 1 else '+'}{power:02d}"
    if point <= 0:
        return f"{minus}0.{'0' * -point}{text}"
    if point >= len(text):
        return minus + text + "0" * (point - len(text))
    return f"{minus}{text[:point]}.{text[point:]}"
