"""The common indentation of `<<-` heredocs (hclsyntax flushHeredocTemplateParts).

The line with the fewest leading spaces decides, blank lines aside; what is interpolated does not count.
"""

from __future__ import annotations

import re
from typing import Final

from jobspec.go_text import SPACES
from jobspec.hcl.template_tokens import END, LITERAL, TemplateToken

_INDENTED: Final = re.compile(r"^([ \t]*+)(?=[^\s])", re.MULTILINE | re.ASCII)
_OTHER_SPACE: Final = re.compile("^[ \t]*[\v\f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\r]", re.MULTILINE)


def flush_text(text: str) -> str:
    """The lines of a heredoc that is nothing but text, without their common indentation."""
    if _OTHER_SPACE.search(text) is not None:
        tokens = [TemplateToken(LITERAL, 0, 0, line + "\n") for line in text.split("\n")[:-1]]
        flush_tokens(tokens)
        return "".join(token.text for token in tokens)
    indents = _INDENTED.findall(text)
    if not indents:
        return text
    least = min(map(len, indents))
    if least == 0:
        return text
    return re.sub(rf"^[ \t]{{{least}}}(?=[ \t]*+[^\s])", "", text, flags=re.MULTILINE | re.ASCII)


def flush_tokens(tokens: list[TemplateToken]) -> None:
    """Take the common indentation off the texts that begin a line, in place."""
    least: int | None = None
    line_start = True
    adjust: list[TemplateToken] = []
    for token in tokens:
        if line_start:
            line_start = False
            if token.kind == LITERAL:
                trimmed = token.text.lstrip(SPACES)
                if trimmed or not token.text.endswith("\n"):
                    spaces = _clusters(token.text[: len(token.text) - len(trimmed)])
                    least = spaces if least is None else min(least, spaces)
                    adjust.append(token)
            elif token.kind != END:
                least = 0
        if token.kind == LITERAL and token.text.endswith("\n"):
            line_start = True
    if not least:
        return
    for token in adjust:
        cut = _cut(token.text, least)
        token.text = token.text[cut:]
        token.start += cut


def _clusters(spaces: str) -> int:
    if "\r\n" not in spaces:
        return len(spaces)
    return len(spaces.replace("\r\n", "\n"))


def _cut(text: str, clusters: int) -> int:
    """The length of so many leading white space characters, of which `\\r\\n` is one."""
    position = 0
    for _ in range(clusters):
        position += 2 if text.startswith("\r\n", position) else 1
    return position
