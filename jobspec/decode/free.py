"""Blocks without a schema: `config`, `policy`, `env`, `meta`, `header` … (hclutil/blockattrs.go, parse_map.go, gohcl decodeBodyToMap)."""

from __future__ import annotations

from fractions import Fraction

from jobspec.decode.attributes import AttributeDecoder, value_of
from jobspec.decode.literals import ABSENT, free_value_of
from jobspec.decode.native import NativeError
from jobspec.decode.run import PendingValue, Run
from jobspec.evaluate.expressions import start_range
from jobspec.evaluate.numbers import float_from_number
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.types import ListType, MapType, ObjectType, SetType, TupleType, Type
from jobspec.evaluate.values import UNKNOWN, Value
from jobspec.hcl.content import just_attributes
from jobspec.hcl.json_syntax import JsonBody
from jobspec.hcl.problems import TOO_DEEP
from jobspec.hcl.reader import MAX_DEPTH
from jobspec.hcl.structure import Block, Body
from jobspec.hcl.syntax import Expression, ObjectCons, ObjectKey, Root, ScopeTraversal, TupleCons


def free_attributes(body: Body, run: Run) -> dict[str, Expression]:
    """Everything in a body as named expressions (hclutil blockAttrs.JustAttributes).

    Blocks become lists of objects, with one more object level per label, and an object that is set as an attribute
    becomes a list of one: drivers take both spellings so. JSON bodies stay as they are.
    """
    if isinstance(body, JsonBody):
        return {name: attribute.expression for name, attribute in just_attributes(body, run.diagnostics).items()}
    found: dict[str, Expression] = {name: _attribute_value(attribute.expression) for name, attribute in body.attributes.items()}
    if body.blocks:
        deep = _too_deep(body.blocks, MAX_DEPTH)
        if deep is not None:
            run.diagnostics.append(TOO_DEEP.at(body.source, deep.start, deep.type_end, str(MAX_DEPTH), str(MAX_DEPTH)))
            return found
        found.update(_block_values(body.blocks))
    return found


def _too_deep(blocks: list[Block], levels: int) -> Block | None:
    """The block with which nesting exceeds `levels`; every label is a level, too."""
    for block in blocks:
        left = levels - 1 - len(block.labels)
        if left < 0:
            return block
        if block.body.blocks:
            deep = _too_deep(block.body.blocks, left)
            if deep is not None:
                return deep
    return None


def decode_texts(body: Body, decode: AttributeDecoder, scope: Scope, run: Run) -> dict[str, object]:
    """A block of free attributes of one type each, such as `env` and `header`."""
    found: dict[str, object] = {}
    for name, expression in free_attributes(body, run).items():
        value = decode(name, expression, scope, run)
        found[name] = None if value is ABSENT else value
    return found


def decode_free(body: Body, scope: Scope, run: Run) -> dict[str, object]:
    """A block of free attributes of any type. What is not literal is evaluated after the whole job was decoded.

    A null directly in the block is left out, nested ones stay (parse_map.go: SetMapIndex with no value deletes).
    """
    found: dict[str, object] = {}
    for name, expression in free_attributes(body, run).items():
        value = free_value_of(expression)
        if value is ABSENT:
            found[name] = None  # keeps the place in the order of the file
            run.pending.append(PendingValue(found, name, expression, scope))
        elif value is not None:
            found[name] = value
    return found


def settle(pending: list[PendingValue], run: Run) -> None:
    """Evaluate what decode_free has put off; findings stand in the order of `pending` (parse_map.go decodeInterface)."""
    for item in pending:
        value = value_of(item.expression, item.scope, run)
        found: object = None
        if value is not None:
            try:
                found = free_value(value)
            except NativeError as error:
                start, end = start_range(item.expression)
                run.refuse("JOB009", start, end, f'the value of "{item.name}" is not known when the job is read',
                           f"unsuitable value type; Unsuitable value: {error.message}")
        if found is None:
            del item.holder[item.name]
        else:
            item.holder[item.name] = found


def free_value(value: Value) -> object:
    """A value as plain text, numbers, booleans, lists and dicts (parse_map.go interfaceFromCtyValue). Raises NativeError."""
    raw = value.raw
    if raw is None or isinstance(raw, (str, bool)):
        return raw
    if raw is UNKNOWN:
        raise NativeError("value is not known")
    if isinstance(raw, tuple):
        return [free_value(item) for item in raw if item.raw is not None or not _holds_objects(value.type)]
    if isinstance(raw, dict):
        return {key: free_value(item) for key, item in raw.items()}
    if isinstance(raw, int) and -(1 << 63) <= raw < 1 << 63:
        return raw
    if isinstance(raw, (int, float, Fraction)):
        return 0 if raw == 0 else float_from_number(raw)
    raise NativeError(f"cannot serialize {value.type.friendly}")


def _holds_objects(type: Type) -> bool:
    """Whether a list is one of objects, which has no place for null (parse_map.go isCollectionOfMaps)."""
    if isinstance(type, (ListType, SetType)):
        return isinstance(type.element, (MapType, ObjectType))
    return isinstance(type, TupleType) and bool(type.elements) and all(isinstance(e, (MapType, ObjectType)) for e in type.elements)


def _attribute_value(expression: Expression) -> Expression:
    if type(expression) is ObjectCons:
        return TupleCons(expression.start, expression.end, [expression], expression.open_end)
    return expression


def _block_values(blocks: list[Block]) -> dict[str, Expression]:
    by_type: dict[str, list[Block]] = {}
    for block in blocks:
        by_type.setdefault(block.type, []).append(block)
    return {
        type: TupleCons(same[0].open, same[-1].close + 1, [_block_value(block) for block in same], same[0].open + 1)
        for type, same in by_type.items()
    }


def _block_value(block: Block) -> Expression:
    body = block.body
    items: list[tuple[ObjectKey, Expression]] = [
        (_key(attribute.start, attribute.name_end, name), _attribute_value(attribute.expression))
        for name, attribute in body.attributes.items()
    ]
    if body.blocks:
        first = {inner.type: inner for inner in reversed(body.blocks)}
        items.extend(
            (_key(first[type].start, first[type].type_end, type), value) for type, value in _block_values(body.blocks).items()
        )
    value = ObjectCons(block.open, block.close + 1, items, block.open + 1)
    for label in reversed(block.labels):
        wrapped = TupleCons(block.open, block.close + 1, [value], block.open + 1)
        value = ObjectCons(block.open, block.close + 1, [(_key(label.start, label.end, label.value), wrapped)], block.open + 1)
    return value


def _key(start: int, end: int, name: str) -> ObjectKey:
    return ObjectKey(start, end, ScopeTraversal(start, end, Root(start, end, name), []), False)
