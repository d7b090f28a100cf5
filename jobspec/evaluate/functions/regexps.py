"""regex_replace (go-cty stdlib/string_replace.go over Go's regexp.Regexp.ReplaceAllString)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.functions.arguments import text
from jobspec.evaluate.functions.letters import is_word_character
from jobspec.evaluate.functions.limits import check_text
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.types import STRING
from jobspec.evaluate.values import Value, string

if TYPE_CHECKING:
    import re2

#: A piece of a replacement: text as it is, the number of a group, or the name of one.
_Piece = tuple[str, int, str]


def _regex_replace(args: Sequence[Value], _: Context | None) -> Value:
    from jobspec.go_regexp import RegexpError, compile_regexp

    whole = text(args[0])
    try:
        regexp = compile_regexp(text(args[1]))
    except RegexpError as error:
        raise FunctionError(error.message) from None
    pieces = _pieces(text(args[2]))
    parts: list[str] = []
    length, end = len(whole), 0
    for match in regexp.finditer(whole):
        start, stop = match.span()
        parts.append(whole[end:start])
        # An empty match right after another match is no match of its own.
        if stop > end or start == 0:
            replacement = _expand(pieces, match, regexp)
            length += len(replacement)
            check_text(length)
            parts.append(replacement)
        end = stop
    parts.append(whole[end:])
    return string("".join(parts))


def _expand(pieces: list[_Piece], match: re2._Match, regexp: re2._Regexp) -> str:
    """A replacement with the groups of a match filled in (regexp.Regexp.expand). Groups that do not exist are empty."""
    parts: list[str] = []
    for plain, number, name in pieces:
        if name:
            number = regexp.groupindex.get(name, -1)
        if 0 <= number <= regexp.groups:
            parts.append(match.group(number) or "")
        parts.append(plain)
    return "".join(parts)


def _pieces(template: str) -> list[_Piece]:
    """A replacement taken apart; each piece is a group (number -1 and no name: none) and the text after it (regexp.extract).

        template = { text | "$$" | "$" name | "${" name "}" }
        name     = ( letter | digit | "_" ) { letter | digit | "_" }

    A `$` that starts nothing of that kind is text.
    """
    before, *rest = template.split("$")
    pieces: list[_Piece] = [(before, -1, "")]
    index = 0
    while index < len(rest):
        after = rest[index]
        index += 1
        if not after and index < len(rest):
            pieces.append(("$" + rest[index], -1, ""))
            index += 1
            continue
        brace = after.startswith("{")
        end = start = 1 if brace else 0
        while end < len(after) and is_word_character(after[end]):
            end += 1
        name = after[start:end]
        if not name or (brace and after[end : end + 1] != "}"):
            pieces.append(("$" + after, -1, ""))
            continue
        number = _group_number(name)
        pieces.append((after[end + brace :], number, "" if number >= 0 else name))
    return pieces


def _group_number(name: str) -> int:
    """The number that a name is, -1 for a real name; `01` is a name."""
    if not (name.isascii() and name.isdecimal()) or (name[0] == "0" and len(name) > 1) or len(name) > 9:
        return -1
    return int(name)


FUNCTIONS: Final = (
    Function("regex_replace", _regex_replace, (Param("str", STRING), Param("pattern", STRING), Param("replace", STRING)), STRING),
)
