"""What strings and heredocs of HCL 1 stand for (hcl/strconv, hcl/token unindentHeredoc; Go's strconv.Unquote in JSON)."""

from __future__ import annotations

import re

_SIMPLE = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\", '"': '"'}
HEXADECIMAL = frozenset("0123456789abcdefABCDEF")
_LENGTHS = {"x": 2, "u": 4, "U": 8}
_ESCAPES = re.compile(r'[\\"\n$]')


class Unquotable(Exception):
    """A string that the scanner took and that stands for nothing: HCL 1 panics. `place`: where the string is in the source."""

    def __init__(self, text: str) -> None:
        super().__init__(f"unquote {text} err: invalid syntax")
        self.place = (0, 0)


def unquote(text: str) -> str:
    """A quoted string of HCL 1. What stands between `${` and `}` is kept as it is, escapes included.

        string = '"' { interpolation | escape | character } '"' ; interpolation = "${" { character | "{" … "}" } "}"
    """
    inner = _inner(text)
    if "$" not in inner and "{" not in inner and "\n" in inner:
        raise Unquotable(text)
    if "\\" not in inner and '"' not in inner and "$" not in inner:
        return inner
    out: list[str] = []
    position = 0
    while position < len(inner):
        found = _ESCAPES.search(inner, position)
        if found is None:
            out.append(inner[position:])
            break
        out.append(inner[position : found.start()])
        position = found.start()
        character = inner[position]
        if inner.startswith("${", position):
            end = _interpolation_end(inner, position + 2)
            if end < 0:
                raise Unquotable(text)
            out.append(inner[position:end])
            position = end
        elif character == "\\":
            position = _escape(inner, position + 1, out, text, json=False)
        elif character == "$":
            out.append("$")
            position += 1
        else:
            raise Unquotable(text)
    return _joined(out)


def unquote_json(text: str) -> str:
    """A quoted string of HCL 1's JSON, which is read as a Go string."""
    inner = _inner(text)
    if "\n" in inner:
        raise Unquotable(text)
    out: list[str] = []
    position = 0
    while True:
        found = inner.find("\\", position)
        if found < 0:
            out.append(inner[position:])
            break
        out.append(inner[position:found])
        position = _escape(inner, found + 1, out, text, json=True)
    if any('"' in part for part in out[::2]):
        raise Unquotable(text)
    return _joined(out)


def _inner(text: str) -> str:
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        raise Unquotable(text)
    return text[1:-1]


def _interpolation_end(text: str, position: int) -> int:
    """The offset behind the brace that closes an interpolation; -1 where none does, or a bad byte comes first."""
    depth = 1
    while position < len(text) and depth:
        character = text[position]
        if "\udc80" <= character <= "\udcff" or character == "\ufffd":
            return -1
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
        position += 1
    return -1 if depth else position


def _escape(text: str, position: int, out: list[str], whole: str, *, json: bool) -> int:
    """Append what the escape behind a backslash stands for; the offset behind it. Go's own strings have no halves of surrogate pairs.

        escape = "\\\\" ( one of abfnrtv\\\\" | "x" 2hex | "u" 4hex | "U" 8hex | 3octal )
    """
    letter = text[position : position + 1]
    simple = _SIMPLE.get(letter)
    if simple is not None:
        out.append(simple)
        return position + 1
    if letter in _LENGTHS:
        length, digits = _LENGTHS[letter], text[position + 1 : position + 1 + _LENGTHS[letter]]
        if len(digits) != length or not HEXADECIMAL.issuperset(digits):
            raise Unquotable(whole)
        code = int(digits, 16)
        if letter == "x":
            out.append(_byte(code))
        elif code > 0x10FFFF or (json and 0xD800 <= code <= 0xDFFF):
            raise Unquotable(whole)
        else:
            out.append("\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code))
        return position + 1 + length
    digits = text[position : position + 3]
    if len(digits) != 3 or digits.strip("01234567") or int(digits, 8) > 255:
        raise Unquotable(whole)
    out.append(_byte(int(digits, 8)))
    return position + 3


def _byte(code: int) -> str:
    """A byte of the text, which may be a part of a character only."""
    return chr(code) if code < 0x80 else chr(0xDC00 + code)


def _joined(parts: list[str]) -> str:
    """The parts as one text; single bytes that make characters together become these characters."""
    text = "".join(parts)
    return text if text.isascii() else text.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")


def unindent(heredoc: str) -> str:
    """The content of a heredoc, `<<` or `<<-` and the closing marker included in the text.

    A `<<` heredoc keeps the blanks in front of its closing marker as a last line, as HCL 1 does: it cuts by the length of the marker.
    With `<<-`, lines lose the indentation of the closing marker, if all have it.
    """
    data = heredoc.encode("utf-8", "surrogateescape")
    first = data.index(b"\n")
    if data[2:3] != b"-":
        return _text(data[first + 1 : len(data) - first + 1])
    lines = data[first + 1 : len(data) - first + 2].split(b"\n")
    prefix = lines[-1]
    if not all(line.startswith(prefix) for line in lines):
        return _text(data[first + 1 : len(data) - first + 1].rstrip(b" \t"))
    return _text(b"\n".join([*(line.removeprefix(prefix) for line in lines[:-1]), b""]))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
