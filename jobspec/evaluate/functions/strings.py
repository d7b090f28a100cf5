"""Functions of text (go-cty stdlib/string.go, string_replace.go)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jobspec.evaluate.equality import is_wholly_known
from jobspec.evaluate.errors import FunctionError, OperationError
from jobspec.evaluate.functions.arguments import elements, text, whole_number
from jobspec.evaluate.functions.letters import lower_case, title_words, upper_case
from jobspec.evaluate.functions.limits import check_text
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.numbers import number_from_int64
from jobspec.evaluate.types import NUMBER, STRING, ListType
from jobspec.evaluate.values import UNKNOWN, Value, list_of, string, unknown_of
from jobspec.go_text import SPACES

_STRINGS: Final = ListType(STRING)
#: As many bytes as Go can address on amd64.
_ADDRESSES: Final = 1 << 48


def _chomp(args: Sequence[Value], _: Context | None) -> Value:
    return string(text(args[0]).rstrip("\r\n"))


def _indent(args: Sequence[Value], _: Context | None) -> Value:
    spaces, lines = whole_number(args[0]), text(args[1])
    if spaces < 0:
        raise OperationError("strings: negative Repeat count")
    if spaces >= _ADDRESSES:
        raise OperationError("runtime error: makeslice: len out of range")
    check_text(len(lines) + spaces * max(1, lines.count("\n")), 0)
    return string(lines.replace("\n", "\n" + " " * spaces)) if "\n" in lines else args[1]


def _join(args: Sequence[Value], _: Context | None) -> Value:
    separator, lists = text(args[0]), args[1:]
    if not lists:
        raise FunctionError("at least one list is required")
    if not all(is_wholly_known(items) for items in lists):
        return unknown_of(STRING)
    parts: list[str] = []
    for position, items in enumerate(lists, 1):
        for index, item in enumerate(elements(items)):
            if item.raw is None:
                where = f"element {index} of list {position}" if len(lists) > 1 else f"element {index}"
                raise FunctionError(f"{where} is null; cannot concatenate null values", position)
            parts.append(text(item))
    check_text(sum(map(len, parts)) + len(separator) * len(parts))
    return string(separator.join(parts))


def _lower(args: Sequence[Value], _: Context | None) -> Value:
    return string(lower_case(text(args[0])))


def _replace(args: Sequence[Value], _: Context | None) -> Value:
    whole, old, new = text(args[0]), text(args[1]), text(args[2])
    check_text(len(whole) + (whole.count(old) if old else len(whole) + 1) * len(new))
    return string(whole.replace(old, new))


def _reverse(args: Sequence[Value], _: Context | None) -> Value:
    from jobspec.graphemes import graphemes

    return string("".join(reversed(graphemes(text(args[0])))))


def _sort(args: Sequence[Value], _: Context | None) -> Value:
    if not is_wholly_known(args[0]):
        return unknown_of(_STRINGS)
    parts: list[str] = []
    for index, item in enumerate(elements(args[0])):
        if item.raw is None:
            raise FunctionError(f"given list element {index} is null; a null string cannot be sorted")
        parts.append(text(item))
    return list_of(STRING, (Value(STRING, part) for part in sorted(parts)))


def _split(args: Sequence[Value], _: Context | None) -> Value:
    separator, whole = text(args[0]), text(args[1])
    return list_of(STRING, (string(part) for part in (whole.split(separator) if separator else whole)))


def _strlen(args: Sequence[Value], _: Context | None) -> Value:
    from jobspec.graphemes import count_graphemes

    if args[0].raw is UNKNOWN:
        return unknown_of(NUMBER)
    return number_from_int64(count_graphemes(text(args[0])))


def _substr(args: Sequence[Value], _: Context | None) -> Value:
    """A negative offset counts from the end. A length of 0 then still takes all the rest, which is how cty does it."""
    from jobspec.graphemes import graphemes

    whole = text(args[0])
    offset, length = whole_number(args[1]), whole_number(args[2])
    if offset >= 0 and length == 0:
        return string("")
    clusters = graphemes(whole)
    if offset < 0:
        offset = max(0, offset + len(clusters))
    return string("".join(clusters[offset:] if length <= 0 else clusters[offset : offset + length]))


def _title(args: Sequence[Value], _: Context | None) -> Value:
    return string(title_words(text(args[0])))


def _trim(args: Sequence[Value], _: Context | None) -> Value:
    return string(text(args[0]).strip(text(args[1])))


def _trimprefix(args: Sequence[Value], _: Context | None) -> Value:
    return string(text(args[0]).removeprefix(text(args[1])))


def _trimspace(args: Sequence[Value], _: Context | None) -> Value:
    return string(text(args[0]).strip(SPACES))


def _trimsuffix(args: Sequence[Value], _: Context | None) -> Value:
    return string(text(args[0]).removesuffix(text(args[1])))


def _upper(args: Sequence[Value], _: Context | None) -> Value:
    return string(upper_case(text(args[0])))


_STR: Final = Param("str", STRING)
_ANY_STR: Final = Param("str", STRING, allow_dynamic=True)

FUNCTIONS: Final = (
    Function("chomp", _chomp, (_STR,), STRING),
    Function("indent", _indent, (Param("spaces", NUMBER), _STR), STRING),
    Function("join", _join, (Param("separator", STRING),), STRING, Param("lists", _STRINGS)),
    Function("lower", _lower, (_ANY_STR,), STRING),
    Function("replace", _replace, (_STR, Param("substr", STRING), Param("replace", STRING)), STRING),
    Function("reverse", _reverse, (_ANY_STR,), STRING),
    Function("sort", _sort, (Param("list", _STRINGS, allow_unknown=True),), _STRINGS),
    Function("split", _split, (Param("separator", STRING), _STR), _STRINGS),
    Function("strlen", _strlen, (Param("str", STRING, allow_unknown=True, allow_dynamic=True),), NUMBER),
    Function("strrev", _reverse, (_ANY_STR,), STRING),
    Function("substr", _substr,
             (_ANY_STR, Param("offset", NUMBER, allow_dynamic=True), Param("length", NUMBER, allow_dynamic=True)), STRING),
    Function("title", _title, (_STR,), STRING),
    Function("trim", _trim, (_STR, Param("cutset", STRING)), STRING),
    Function("trimprefix", _trimprefix, (_STR, Param("prefix", STRING)), STRING),
    Function("trimspace", _trimspace, (_STR,), STRING),
    Function("trimsuffix", _trimsuffix, (_STR, Param("suffix", STRING)), STRING),
    Function("upper", _upper, (_ANY_STR,), STRING),
)
