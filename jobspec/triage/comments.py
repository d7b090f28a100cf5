"""Comments in which people speak to this tool: `# jobspec: ignore[NET103, SVC] reason`, with `//` and `/* */` as well.

Comments are what stands between the tokens of HCL: what looks like one in a string or heredoc is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jobspec.diagnostics import Span
from jobspec.hcl.lexer import Lexer
from jobspec.hcl.tokens import EOF, NEWLINE
from jobspec.source import Source
from jobspec.triage.entries import Comment

#: What a text must hold to be worth scanning.
SIGN = "jobspec:"

#: One comment: to the end of its line, or between its signs.
_COMMENT = re.compile(r"(?:\#|//)[^\n]*+|/\*.*?\*/", re.DOTALL)
#: The sign of this tool in a comment: at its beginning; in one to the end of the line also after another `#` or `//`.
_IN_LINE = re.compile(r"(?:\#|//)[ \t]*+(jobspec:[^\n]*+)")
_IN_BLOCK = re.compile(r"/\*[ \t]*+(jobspec:.*)\*/", re.DOTALL)


def comments(source: Source) -> Iterator[Comment]:
    """The comments of a text in native syntax that speak to this tool, in order."""
    text = source.text
    if SIGN not in text:
        return
    for start, end, line_has_code in _between_tokens(source):
        line_goes_on = line_has_code
        at = start
        for comment in _COMMENT.finditer(text, start, end):
            line_goes_on = line_goes_on and "\n" not in text[at : comment.start()]
            at = comment.start()
            block = text.startswith("/*", at)
            match = _IN_BLOCK.match(text, at, comment.end()) if block else _IN_LINE.search(text, at, comment.end())
            if match is not None:
                words = Span(source, match.start(1), match.start(1) + len(match[1].rstrip()))
                yield Comment(source, match.start(), match.end() if block else words.end, words, line_goes_on)


def _between_tokens(source: Source) -> Iterator[tuple[int, int, bool]]:
    """What stands between tokens: blanks and comments; and whether the line on which it begins has a token before it."""
    lexer = Lexer(source)
    text = source.text
    previous = 0
    code = False
    while lexer.kinds[-1] != EOF:
        lexer.drop()
        lexer.fill()
        for kind, start, end in zip(lexer.kinds, lexer.starts, lexer.ends, strict=False):
            if kind == NEWLINE and text[start] not in "\r\n":
                yield previous, end, code  # a comment to the end of the line is one token with the line end
            elif start > previous:
                yield previous, start, code
            code = kind != NEWLINE
            previous = end
