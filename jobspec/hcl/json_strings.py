"""JSON strings as Go's encoding/json decodes them, and the templates that HCL reads in them."""

from __future__ import annotations

import re
from typing import Final

from jobspec.diagnostics import Diagnostic
from jobspec.hcl.json_syntax import JsonString
from jobspec.hcl.native import parse_template
from jobspec.hcl.relocation import relocate
from jobspec.hcl.strings import normalized
from jobspec.hcl.syntax import Expression, Literal, Template
from jobspec.source import Source

_ESCAPE: Final = re.compile(r'\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))')
_SIMPLE: Final[dict[str, str]] = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_LONE: Final = re.compile("[\ud800-\udfff]")


def decode_string(text: str, start: int, end: int) -> tuple[str | None, int]:
    """The value of a string token, or None and the place of the error as HashiCorp counts it (-1 for the whole token).

    Bytes that are no UTF-8, and halves of surrogate pairs, become U+FFFD as in Go.
    """
    closed = end - start >= 2 and text[end - 1] == '"'
    raw = text[start + 1 : end - 1] if closed else text[start + 1 : end]
    if closed and "\\" not in raw:
        return (raw if raw.isascii() else _LONE.sub("\ufffd", raw)), 0
    pieces: list[str] = []
    position = 0
    while True:
        escape = raw.find("\\", position)
        if escape < 0:
            break
        match = _ESCAPE.match(raw, escape)
        if match is None:
            return None, _wrong_escape(text, start, raw, escape, end)
        pieces.append(raw[position:escape])
        pieces.append(chr(int(match[1], 16)) if match[1] is not None else _SIMPLE[match[2]])
        position = match.end()
    if not closed:
        # Go's offset is one past the byte at fault, and past the last byte when the text ends too early.
        return None, end
    pieces.append(raw[position:])
    value = "".join(pieces)
    if not value.isascii():
        value = _LONE.sub("\ufffd", _paired(value))
    return value, 0


def _wrong_escape(text: str, start: int, raw: str, escape: int, end: int) -> int:
    at = escape + 1
    if raw[at : at + 1] == "u":
        at += 1
        while at < escape + 6 and raw[at : at + 1] in "0123456789abcdefABCDEF" and at < len(raw):
            at += 1
    # The place after the character at fault: Go counts it in, and HashiCorp adds that to the start.
    return min(start + 1 + at + 1, end)


def _paired(value: str) -> str:
    """Surrogate pairs that were written as two escapes, as the character that they stand for."""
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if _LONE.search(value) else value


def string_template(source: Source, string: JsonString, diagnostics: list[Diagnostic]) -> Expression:
    """The template that a string stands for when it is evaluated (json/structure.go expression.Value).

    Its nodes have offsets into `source`, exact where the string holds no escapes.
    """
    value = string.value
    start = string.start + 1
    if "${" not in value and "%{" not in value:
        value = normalized(value)
        return Template(start, string.end - 1, [Literal(start, string.end - 1, value)], value)
    if source.text[start : string.end - 1] == value:
        result = parse_template(source, start, string.end - 1)
        diagnostics.extend(result.diagnostics)
        parsed = result.value
    else:
        result = parse_template(Source(value, source.name))
        offsets = _offsets(source.text, start, string.end - 1)
        diagnostics.extend(relocate_diagnostic(source, d, offsets) for d in result.diagnostics)
        parsed = result.value
        if parsed is not None:
            relocate(parsed, offsets)
    return parsed if parsed is not None else Template(start, string.end - 1, [Literal(start, string.end - 1, value)], value)


def relocate_diagnostic(source: Source, diagnostic: Diagnostic, offsets: list[int]) -> Diagnostic:
    """A finding in decoded text as one in the text that it was decoded from."""
    from msgspec.structs import replace

    from jobspec.diagnostics import Span

    span = diagnostic.span
    if span is None:
        return diagnostic
    last = len(offsets) - 1
    return replace(diagnostic, span=Span(source, offsets[min(span.start, last)], offsets[min(span.end, last)]))


def _offsets(text: str, start: int, end: int) -> list[int]:
    """For each character of the decoded string its offset in the text, and one more for its end."""
    offsets: list[int] = []
    position = start
    while position < end:
        if text[position] != "\\":
            offsets.append(position)
            position += 1
            continue
        length = 6 if text[position + 1] == "u" else 2
        if length == 6 and offsets and _is_low_half(text, position) and _is_high_half(text, offsets[-1]):
            position += length
            continue
        offsets.append(position)
        position += length
    offsets.append(end)
    return offsets


def _is_low_half(text: str, position: int) -> bool:
    return text[position + 2 : position + 4].lower() in ("dc", "dd", "de", "df")


def _is_high_half(text: str, position: int) -> bool:
    return text[position : position + 2] == "\\u" and text[position + 2 : position + 4].lower() in ("d8", "d9", "da", "db")
