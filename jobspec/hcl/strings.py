"""What quoted text stands for: escape sequences (hclsyntax ParseStringLiteralToken, scan_string_lit.rl)."""

from __future__ import annotations

import re
from typing import Final

from jobspec.hcl import problems
from jobspec.hcl.errors import Errors

_ESCAPE: Final = re.compile(r"\\(?:u[0-9a-fA-F]{0,4}|U[0-9a-fA-F]{0,8}|[\s\S])?|\$\$\{|%%\{")
_SIMPLE: Final[dict[str, str]] = {
    "\\n": "\n", "\\r": "\r", "\\t": "\t", '\\"': '"', "\\\\": "\\", "$${": "${", "%%{": "%{",
}


def unescape(text: str, start: int, end: int, errors: Errors) -> str:
    """The text between two offsets inside quotes, with its escape sequences resolved; wrong ones are reported."""
    raw = text[start:end]
    if "\\" not in raw and "{" not in raw:
        return raw
    parts: list[str] = []
    position = 0
    for match in _ESCAPE.finditer(raw):
        escape = match.group()
        at = match.start()
        parts.append(raw[position:at])
        position = match.end()
        simple = _SIMPLE.get(escape)
        parts.append(simple if simple is not None else _character(start + at, escape, errors))
    parts.append(raw[position:])
    return "".join(parts)


def unescape_template(raw: str) -> str:
    """The text of a piece of a heredoc or bare template, in which only `$${` and `%%{` stand for something else."""
    if "{" not in raw:
        return raw
    return raw.replace("$${", "${").replace("%%{", "%{")


def normalized(text: str) -> str:
    """Text as a value: in Unicode's normal form C, as cty keeps all strings."""
    if text.isascii():
        return text
    from unicodedata import is_normalized, normalize

    return text if is_normalized("NFC", text) else normalize("NFC", text)


def _character(start: int, escape: str, errors: Errors) -> str:
    selector = escape[1:2]
    end = start + len(escape)
    if selector == "":
        errors.add(problems.ESCAPE_ALONE, start, end)
        return escape
    if selector == "u" or selector == "U":
        if len(escape) != (6 if selector == "u" else 10):
            errors.add(problems.ESCAPE_SHORT if selector == "u" else problems.ESCAPE_LONG, start, end)
            return escape
        number = int(escape[2:], 16)
        if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
            shown = f"{number:04x}"
            errors.add(problems.ESCAPE_CHARACTER, start, end, shown, shown)
            return escape
        return chr(number)
    errors.add(problems.ESCAPE_UNKNOWN, start, end, selector)
    return selector
