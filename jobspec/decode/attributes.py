"""Attributes to what fields hold: one function per field, chosen once by its declaration (gohcl decode.go DecodeExpression)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from jobspec.decode.literals import ABSENT, bool_of, text_map_of, text_of, texts_of, whole_number_of
from jobspec.decode.native import RANGES, NativeError, native_of, type_of, whole_number
from jobspec.decode.run import Run
from jobspec.decode.wording import describe, expected_words, printed_type, type_advice
from jobspec.evaluate.convert import convert
from jobspec.evaluate.errors import ConversionError
from jobspec.evaluate.expressions import evaluate_safely, start_range
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.types import NUMBER, STRING, Type
from jobspec.evaluate.values import Value
from jobspec.go_duration import DurationError, parse_duration
from jobspec.hcl.syntax import Expression, Literal, Template

#: Decodes the expression of the attribute with that name; ABSENT when it reported an error.
AttributeDecoder = Callable[[str, Expression, Scope, Run], object]


def attribute_decoder(type_name: str, nullable: bool) -> AttributeDecoder:
    """The decoder of attributes of a type named as in declarations; `nullable` ones take null as absent."""
    if type_name == "duration":
        return decode_duration
    fast = _FAST.get(type_name)
    wanted = type_of(type_name)
    native = native_of(type_name, nullable)
    if fast is None:
        def decode_any(name: str, expression: Expression, scope: Scope, run: Run) -> object:
            return _evaluated(name, expression, type_name, wanted, native, scope, run)

        return decode_any

    def decode(name: str, expression: Expression, scope: Scope, run: Run) -> object:
        found = fast(expression)
        if found is not ABSENT:
            return found
        return _evaluated(name, expression, type_name, wanted, native, scope, run)

    return decode


def value_of(expression: Expression, scope: Scope, run: Run) -> Value | None:
    """The value of an expression; None when it has an error, which is then reported."""
    before = len(run.diagnostics)
    value = evaluate_safely(expression, scope, run.diagnostics)
    if len(run.diagnostics) != before and any(d.severity == "error" for d in run.diagnostics[before:]):
        return None
    return value


def decode_duration(name: str, expression: Expression, scope: Scope, run: Run) -> object:
    """Text in Go's notation, or a number of nanoseconds (hcl_conversions.go decodeDuration)."""
    if type(expression) is Template and expression.literal is not None:
        return _duration_from_text(expression.literal, expression, run)
    value = value_of(expression, scope, run)
    if value is None:
        return ABSENT
    raw = value.raw
    start, end = start_range(expression)
    if raw is None:
        run.refuse("JOB004", start, end, f'"{name}" is a duration and cannot be null',
                   "Unsuitable value; Unsuitable duration value: nil", f'leave "{name}" out, or write a duration such as "30s"')
        return ABSENT
    if value.type is STRING and isinstance(raw, str):
        return _duration_from_text(raw, expression, run)
    if value.type is not NUMBER:
        run.refuse("JOB002", start, end, f'"{name}" is a duration, not {describe(value)}',
                   f"Unsuitable value type; Unsuitable value: expected a string but found {printed_type(value.type)}",
                   f'write a text such as `{name} = "30s"`')
        return ABSENT
    try:
        nanoseconds = whole_number(raw, "duration")
    except NativeError as error:
        run.refuse("JOB003", start, end, f'"{name}" is {describe(value)}, which is no whole number of nanoseconds',
                   f"Unsuitable value type; Unsuitable value: {error.message}", f'write a text such as `{name} = "30s"`')
        return ABSENT
    return nanoseconds


def _duration_from_text(text: str, expression: Expression, run: Run) -> object:
    try:
        return parse_duration(text)
    except DurationError as error:
        start, end = start_range(expression)
        advice = 'write a number and a unit, such as "300ms", "30s", "10m", "1h30m"; the units are ns, us, ms, s, m, h'
        if text.strip("0123456789") == "" and text:
            advice = f'add a unit: "{text}s" are {text} seconds'
        elif text.endswith("d") and text[:-1].isdigit():
            advice = f'there is no unit for days: write "{int(text[:-1][:9]) * 24}h"'
        run.refuse("JOB002", start, end, f'"{text}" is not a duration',
                   f"Unsuitable value type; Unsuitable duration value: {error.message}", advice)
        return ABSENT


def _evaluated(name: str, expression: Expression, type_name: str, wanted: Type, native: Callable[[Value], object], scope: Scope,
               run: Run) -> object:
    value = value_of(expression, scope, run)
    if value is None:
        return ABSENT
    try:
        converted = convert(value, wanted)
    except ConversionError as error:
        start, end = start_range(expression)
        run.refuse("JOB001", start, end, f'"{name}" takes {expected_words(type_name)}, not {describe(value)}',
                   f"Unsuitable value type; Unsuitable value: {error.message}", type_advice(name, type_name, value))
        return ABSENT
    try:
        return native(converted)
    except NativeError as error:
        start, end = start_range(expression)
        code = "JOB004" if error.message.startswith("null") else "JOB003"
        run.refuse(code, start, end, f'"{name}" takes {expected_words(type_name, value)}, not {describe(value)}',
                   f"Unsuitable value type; Unsuitable value: {error.message}", type_advice(name, type_name, value))
        return ABSENT


def _small_number(expression: Expression, high: int) -> object:
    if type(expression) is Literal and type(expression.value) is int and expression.value <= high:
        return expression.value
    return ABSENT


def _number_up_to(high: int) -> Callable[[Expression], object]:
    return lambda expression: _small_number(expression, high)


_FAST: Final[dict[str, Callable[[Expression], object]]] = {
    "string": text_of, "bool": bool_of, "list(string)": texts_of, "map(string)": text_map_of,
    **{name: whole_number_of if high > 1 << 60 else _number_up_to(high) for name, (_, high) in RANGES.items() if name != "duration"},
}
