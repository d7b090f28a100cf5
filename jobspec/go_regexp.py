"""Regular expressions of Go's regexp package: RE2 syntax, and Go's words for what is wrong with a pattern."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re2

# RE2's words for a mistake, and Go's words for the same one (regexp/syntax, ErrorCode).
_GO_WORDS = (
    ("missing )", "missing closing )"),
    ("missing ]", "missing closing ]"),
    ("unexpected )", "unexpected )"),
    ("trailing \\", "trailing backslash at end of expression"),
    ("no argument for repetition operator", "missing argument to repetition operator"),
    ("invalid repetition size", "invalid repeat count"),
    ("bad repetition operator", "invalid nested repetition operator"),
    ("invalid perl operator", "invalid or unsupported Perl syntax"),
    ("invalid named capture group", "invalid named capture"),
    ("invalid escape sequence", "invalid escape sequence"),
    ("invalid character class range", "invalid character class range"),
    ("invalid character class", "invalid character class"),
    ("invalid UTF-8", "invalid UTF-8"),
    ("pattern too large", "expression too large"),
)
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_ /:,@%=<>~\"'")


#: Escapes one after the other. RE2 knows one that Go does not: `\\C`, any byte.
_ESCAPE = re.compile(r"\\Q.*?(?:\\E|\Z)|\\(.)", re.DOTALL)


class RegexpError(Exception):
    """A pattern that does not compile; `message` in the words of Go's regexp.Compile."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def compile_regexp(pattern: str) -> re2._Regexp:
    """A compiled pattern. Raises RegexpError."""
    import re2

    if "\\C" in pattern and any(match[1] == "C" for match in _ESCAPE.finditer(pattern)):
        raise RegexpError("error parsing regexp: invalid escape sequence: `\\C`")
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options=options)
    except re2.error as problem:
        raise RegexpError(f"error parsing regexp: {_go_words(problem, pattern)}") from None
    except UnicodeEncodeError:
        raise RegexpError(f"error parsing regexp: invalid UTF-8: `{pattern}`") from None


@lru_cache(maxsize=4096)
def regexp_problem(pattern: str) -> str | None:
    """What is wrong with a pattern, in the words of Go's regexp.Compile; None for a good one."""
    if _PLAIN.issuperset(pattern):
        return None
    try:
        compile_regexp(pattern)
    except RegexpError as problem:
        return problem.message
    return None


def _go_words(problem: Exception, pattern: str) -> str:
    text = problem.args[0] if problem.args else str(problem)
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    for words, go_words in _GO_WORDS:
        if text.startswith(words):
            place = "" if words == "trailing \\" else text[len(words) :].removeprefix(": ") or pattern
            place = place.rstrip("?") if words == "invalid repetition size" else place
            return f"{go_words}: `{place}`"
    return str(text)
