"""format and formatlist (go-cty stdlib/format.go, format_fsm.rl)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from jobspec.evaluate.convert import convert
from jobspec.evaluate.equality import is_wholly_known
from jobspec.evaluate.errors import ConversionError, FunctionError
from jobspec.evaluate.functions.arguments import elements, raw_number, text
from jobspec.evaluate.functions.go_print import Flags, print_float, print_whole, shortest_text
from jobspec.evaluate.functions.json_text import json_of, json_string
from jobspec.evaluate.functions.limits import check_collection, check_text
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.types import BOOL, DYNAMIC, NUMBER, STRING, ListType, SetType, TupleType, Type
from jobspec.evaluate.values import UNKNOWN, Value, list_of, string, unknown_of
from jobspec.go_text import quote

_VERB: Final = re.compile(r"%(?:%|([ #+\-0]*)([1-9][0-9]*)?(\.[0-9]*)?(?:\[([1-9][0-9]*)\])?([A-Za-z]))")
#: As much of a verb as is right.
_BEGINNING: Final = re.compile(r"%[ #+\-0]*(?:[1-9][0-9]*)?(?:\.[0-9]*)?(?:\[(?:[1-9][0-9]*\]?)?)?")
#: Wider fields are refused; Go prints numbers with wider ones as `%!(NOVERB)`.
_WIDEST: Final = 1_000_000


class _Verb:
    """One `%…` of a format: its text, where it stands (in bytes), and the width of its field (-1: none)."""

    __slots__ = ("flags", "letter", "offset", "precision", "raw", "width")

    def __init__(self, raw: str, offset: int, flags: str, width: int, precision: int, letter: str) -> None:
        self.raw = raw
        self.offset = offset
        self.flags = flags
        self.width = width
        self.precision = precision
        self.letter = letter


def _format(args: Sequence[Value], _: Context | None) -> Value:
    if not all(is_wholly_known(arg) for arg in args[1:]):
        return unknown_of(STRING)
    return string(_formatted(text(args[0]), args[1:]))


def _formatlist(args: Sequence[Value], _: Context | None) -> Value:
    """Lists, sets and tuples of one length are walked side by side; every other argument stays the same."""
    layout, rest = text(args[0]), args[1:]
    if not rest:
        return list_of(STRING, (string(_formatted(layout, ())),))
    length, chooser = -1, 0
    for position, arg in enumerate(rest, 1):
        if arg.raw is UNKNOWN:
            return unknown_of(ListType(STRING))
        if arg.raw is None or not isinstance(arg.type, (ListType, SetType, TupleType)):
            continue
        own = len(elements(arg))
        if length == -1:
            length, chooser = own, position
        elif own != length:
            raise FunctionError(
                f"argument {position} has length {own}, which is inconsistent with argument {chooser} of length {length}", position)
    length = 1 if length == -1 else length
    check_collection(length)
    columns = [elements(arg) if arg.raw is not None and isinstance(arg.type, (ListType, SetType, TupleType)) else (arg,) * length
               for arg in rest]
    results: list[Value] = []
    total = 0
    for index, row in enumerate(zip(*columns, strict=True)):
        if not all(is_wholly_known(item) for item in row):
            results.append(unknown_of(STRING))
            continue
        try:
            result = _formatted(layout, row)
        except FunctionError as error:
            raise FunctionError(f"error on format iteration {index}: {error.message}", nomad=error.nomad) from None
        total += len(result)
        check_text(total)
        results.append(string(result))
    return list_of(STRING, results)


def _formatted(layout: str, args: Sequence[Value]) -> str:
    """The format with its verbs replaced (formatFSM). Argument 0 of an error is the format itself.

        verb = "%%" | "%" { " " | "#" | "+" | "-" | "0" } [ width ] [ "." { digit } ] [ "[" number "]" ] letter
    """
    parts: list[str] = []
    position, following, highest, length = 0, 1, 0, 0
    while True:
        start = layout.find("%", position)
        if start < 0:
            break
        parts.append(layout[position:start])
        match = _VERB.match(layout, start)
        if match is None:
            raise _unreadable(layout, start)
        position = match.end()
        letter = match[5]
        if letter is None:
            parts.append("%")
            continue
        number = int(match[4][:18]) if match[4] else following
        following = number + 1
        highest = max(highest, number)
        verb = _Verb(match[0], _bytes(layout[:start]), match[1], int(match[2][:18]) if match[2] else -1,
                     int(match[3][1:18] or 0) if match[3] else -1, letter)
        if number > len(args):
            raise FunctionError(
                f"not enough arguments for {quote(verb.raw)} at {verb.offset}: need index {number} but have {len(args)} total")
        parts.append(_written(verb, args[number - 1]))
        length += len(parts[-1])
        check_text(length)
    if highest < len(args):
        what = f"only {highest} used by format string" if highest else "no verbs in format string"
        raise FunctionError(f"too many arguments; {what}", highest + 1)
    parts.append(layout[position:])
    return "".join(parts)


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogateescape"))


def _unreadable(layout: str, start: int) -> FunctionError:
    match = _BEGINNING.match(layout, start)
    assert match is not None
    offset = _bytes(layout[: match.end()])
    if match.end() == len(layout):
        return FunctionError(f"invalid format string starting at offset {offset}")
    return FunctionError(f"unrecognized format character {_rune(layout[match.end()])} at offset {offset}")


def _rune(character: str) -> str:
    return "'\\''" if character == "'" else "'\"'" if character == '"' else "'" + quote(character)[1:-1] + "'"


def _written(verb: _Verb, arg: Value) -> str:
    """One argument as its verb wants it (formatAppend)."""
    letter = verb.letter
    if letter != "v" and arg.raw is None:
        raise _unsupported(verb, "null value cannot be formatted")
    if letter == "v":
        return _as_is(verb, arg)
    if letter == "t":
        return "true" if _converted(verb, arg, BOOL).raw else "false"
    if letter in "bdoxX":
        raw = raw_number(_converted(verb, arg, NUMBER))
        if isinstance(raw, Fraction) or (isinstance(raw, float) and raw != 0):
            raise _unsupported(verb, "an integer is required")
        return print_whole(int(raw), letter, _go_flags(verb))
    if letter in "eEfgG":
        return print_float(_converted(verb, arg, NUMBER), letter, _go_flags(verb))
    if letter in "sq":
        return _text(verb, text(_converted(verb, arg, STRING)))
    raise FunctionError(f"unsupported format verb {_rune(letter)} in {quote(verb.raw)} at offset {verb.offset}")


def _unsupported(verb: _Verb, reason: str) -> FunctionError:
    return FunctionError(f"unsupported value for {quote(verb.raw)} at {verb.offset}: {reason}")


def _converted(verb: _Verb, arg: Value, wanted: Type) -> Value:
    try:
        return convert(arg, wanted)
    except ConversionError as error:
        raise _unsupported(verb, error.message) from None


def _go_flags(verb: _Verb) -> Flags:
    return Flags(verb.flags, verb.width, verb.precision)


def _as_is(verb: _Verb, arg: Value) -> str:
    if "#" not in verb.flags and arg.raw is not None:
        if arg.type is STRING:
            return _padded(verb, text(arg))
        if arg.type is NUMBER:
            return _padded(verb, shortest_text(arg))
    try:
        return _padded(verb, json_of(arg))
    except FunctionError as error:
        raise _unsupported(verb, error.message) from None


def _text(verb: _Verb, given: str) -> str:
    """The precision counts characters of the argument, the width those of the result."""
    if verb.precision > 0 and len(given) > verb.precision:
        from jobspec.graphemes import graphemes

        given = "".join(graphemes(given)[: verb.precision])
    return _padded(verb, json_string(given) if verb.letter == "q" else given)


def _padded(verb: _Verb, given: str) -> str:
    if verb.width <= 0:
        return given
    if verb.width > _WIDEST:
        raise FunctionError(f"{quote(verb.raw)} asks for {verb.width} characters, and jobspec makes fields of up to {_WIDEST}", 0,
                            nomad=False)
    from jobspec.graphemes import count_graphemes

    padding = ("0" if "0" in verb.flags else " ") * (verb.width - count_graphemes(given))
    return given + padding if "-" in verb.flags else padding + given


_ARGS: Final = Param("args", DYNAMIC, allow_null=True, allow_unknown=True, allow_dynamic=True)

FUNCTIONS: Final = (
    Function("format", _format, (Param("format", STRING),), STRING, _ARGS),
    Function("formatlist", _formatlist, (Param("format", STRING),), ListType(STRING), _ARGS),
)
