"""Which of several types a unification tries first (go-cty, cty/convert: sort_types.go, compare_types.go)."""

from __future__ import annotations

from collections.abc import Sequence

from jobspec.evaluate.types import DYNAMIC, STRING, ListType, MapType, ObjectType, PrimitiveType, SetType, TupleType, Type


def by_preference(types: Sequence[Type]) -> list[int]:
    """Indexes of `types`, the more general first; equals in their given order (sortTypes)."""
    count = len(types)
    edges: list[list[int]] = [[] for _ in range(count)]
    incoming = [0] * count
    for i in range(count - 1):
        for j in range(i + 1, count):
            order = _compare(types[i], types[j])
            if order < 0:
                edges[i].append(j)
                incoming[j] += 1
            elif order > 0:
                edges[j].append(i)
                incoming[i] += 1
    result = [i for i in range(count) if incoming[i] == 0]
    for i in result:  # grows while it is walked
        for j in edges[i]:
            incoming[j] -= 1
            if incoming[j] == 0:
                result.append(j)
    return result or [0]


def _compare(a: Type, b: Type) -> int:
    """Negative when `a` is the better result of a unification, positive when `b` is (compareTypes)."""
    if a is DYNAMIC or b is DYNAMIC:
        return -1 if a is not DYNAMIC else 1 if b is not DYNAMIC else 0
    if isinstance(a, PrimitiveType) and isinstance(b, PrimitiveType):
        if a is STRING or b is STRING:
            return 1 if a is not STRING else -1 if b is not STRING else 0
        return 0
    for kind in (ListType, SetType, MapType):
        if isinstance(a, kind) and isinstance(b, kind):
            return _compare(a.element, b.element)
    if isinstance(b, SetType) and isinstance(a, (TupleType, ListType)):
        return -1
    if isinstance(a, SetType) and isinstance(b, (TupleType, ListType)):
        return 1
    if (isinstance(a, ListType) and isinstance(b, TupleType)) or (isinstance(a, MapType) and isinstance(b, ObjectType)):
        return -1
    if (isinstance(b, ListType) and isinstance(a, TupleType)) or (isinstance(b, MapType) and isinstance(a, ObjectType)):
        return 1
    if isinstance(a, ObjectType) and isinstance(b, ObjectType):
        if a.attributes.keys() != b.attributes.keys():
            return 0
        return _balance([_compare(a.attributes[name], b.attributes[name]) for name in a.attributes])
    if isinstance(a, TupleType) and isinstance(b, TupleType):
        if len(a.elements) != len(b.elements):
            return 0
        return _balance([_compare(x, y) for x, y in zip(a.elements, b.elements, strict=True)])
    return 0


def _balance(orders: list[int]) -> int:
    ahead, behind = any(order < 0 for order in orders), any(order > 0 for order in orders)
    return 0 if ahead == behind else -1 if ahead else 1
