"""Constraints and affinities, with their short forms such as `version = ">= 1.2"` (hcl_conversions.go decodeConstraint, decodeAffinity)."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from jobspec.decode.attributes import value_of
from jobspec.decode.literals import ABSENT, text_of
from jobspec.decode.origins import WrittenOrigin, origin_of
from jobspec.decode.plan import DYNAMIC_BLOCK
from jobspec.decode.run import Run
from jobspec.decode.wording import describe, expected_words
from jobspec.evaluate.convert import convert
from jobspec.evaluate.errors import ConversionError
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.types import BOOL, NUMBER, STRING, Type
from jobspec.evaluate.values import UNKNOWN
from jobspec.hcl.content import AttributeSchema, BodySchema, content
from jobspec.hcl.structure import Block
from jobspec.hcl.syntax import Expression
from jobspec.models.job_constraint import Affinity, Constraint

_PLAIN: Final = ("attribute", "operator", "value")
#: In the order in which the later one wins. `set_contains_all` and others are accepted here but only some take effect.
_CONSTRAINT_SHORT_FORMS: Final = ("version", "semver", "regexp", "set_contains")
_AFFINITY_SHORT_FORMS: Final = ("version", "semver", "regexp", "set_contains_any", "set_contains_all", "set_contains")
_CONSTRAINT_TYPES: Final[dict[str, Type]] = {
    **dict.fromkeys((*_PLAIN, *_CONSTRAINT_SHORT_FORMS, "distinct_property"), STRING),
    **dict.fromkeys(("set_contains_all", "set_contains_any", "is_set", "is_not_set"), STRING),
    "distinct_hosts": BOOL,
}
_AFFINITY_TYPES: Final[dict[str, Type]] = {**dict.fromkeys((*_PLAIN, *_AFFINITY_SHORT_FORMS), STRING), "weight": NUMBER}


def _schema(types: dict[str, Type]) -> BodySchema:
    return BodySchema(tuple(AttributeSchema(name) for name in sorted(types)), (DYNAMIC_BLOCK,))


_CONSTRAINT_SCHEMA: Final = _schema(_CONSTRAINT_TYPES)
_AFFINITY_SCHEMA: Final = _schema(_AFFINITY_TYPES)


def decode_constraint(block: Block, scope: Scope, run: Run) -> Constraint:
    """A constraint in its long or one of its short forms."""
    found, origin = _values(block, _CONSTRAINT_SCHEMA, _CONSTRAINT_TYPES, scope, run)
    target, value, operator = _plain(found)
    for form in _CONSTRAINT_SHORT_FORMS:
        if found.get(form):
            operator, value = form, str(found[form])
    hosts = found.get("distinct_hosts")
    if hosts is not None:
        operator, value = "distinct_hosts", "true" if hosts else "false"
    if found.get("distinct_property"):
        operator, target = "distinct_property", str(found["distinct_property"])
    return Constraint(attribute=target, value=value, operator=operator or "=", origin=origin)


def decode_affinity(block: Block, scope: Scope, run: Run) -> Affinity:
    """An affinity in its long or one of its short forms. A weight out of range wraps around, as Go's int8 does."""
    found, origin = _values(block, _AFFINITY_SCHEMA, _AFFINITY_TYPES, scope, run)
    target, value, operator = _plain(found)
    for form in _AFFINITY_SHORT_FORMS:
        if found.get(form):
            operator, value = form, str(found[form])
    return Affinity(attribute=target, value=value, operator=operator or "=", weight=_weight(found.get("weight")),
                    origin=origin)


def _plain(found: dict[str, object]) -> tuple[str, str, str]:
    return str(found.get("attribute") or ""), str(found.get("value") or ""), str(found.get("operator") or "")


def _weight(raw: object) -> int | None:
    if raw is None or not isinstance(raw, (int, float, Fraction)):
        return None
    if isinstance(raw, float):
        whole = 0 if raw == 0 else (1 << 63) - 1 if raw > 0 else -(1 << 63)
    else:
        whole = max(-(1 << 63), min((1 << 63) - 1, int(raw)))
    return (whole + 128) % 256 - 128


def _values(block: Block, schema: BodySchema, types: dict[str, Type], scope: Scope,
            run: Run) -> tuple[dict[str, object], WrittenOrigin]:
    """The raw values of the attributes; empty when anything is wrong (hcldec.Decode)."""
    before = len(run.diagnostics)
    attributes = content(block.body, schema, run.diagnostics).attributes
    found: dict[str, object] = {}
    for name, attribute in attributes.items():
        wanted = types[name]
        literal = text_of(attribute.expression) if wanted is STRING else ABSENT
        found[name] = literal if literal is not ABSENT else _converted(name, attribute.expression, wanted, scope, run)
    return found if len(run.diagnostics) == before else {}, origin_of(block, attributes, [])


def _converted(name: str, expression: Expression, wanted: Type, scope: Scope, run: Run) -> object:
    value = value_of(expression, scope, run)
    if value is None:
        return None
    try:
        raw = convert(value, wanted).raw
    except ConversionError as error:
        type_name = "string" if wanted is STRING else "bool" if wanted is BOOL else "int"
        run.refuse("JOB001", expression.start, expression.end, f'"{name}" takes {expected_words(type_name)}, not {describe(value)}',
                   f'Incorrect attribute value type; Inappropriate value for attribute "{name}": {error.message}.')
        return None
    return None if raw is UNKNOWN else raw
