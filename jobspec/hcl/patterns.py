"""The regular expressions of the reader: a token in each mode of the scanner, and the lines of a body that can be read whole."""

from __future__ import annotations

import re
from typing import Final

#: Bytes that are not UTF-8 stand in the text as lone surrogates.
_BAD: Final = "\udc80-\udcff"
SURROGATE: Final = re.compile(f"[{_BAD}]")

# Groups of NORMAL_TOKEN.
TOKEN_WORD: Final = 1
TOKEN_STRING: Final = 2
TOKEN_LINE_END: Final = 3
TOKEN_COMMENT: Final = 4
TOKEN_LONG_COMMENT: Final = 5
TOKEN_HEREDOC: Final = 6
TOKEN_SYMBOL: Final = 7

#: What no heredoc's marker holds: ASCII but letters, digits, `_` and `-`. Ranges up to the end of Unicode take re 8 ms to compile.
_NOT_IN_MARKER: Final = r"\x00-,./:-@\[-\^`{-\x7f"
#: A token outside of quotes, by group; no group: the end, or what takes more than an expression.
NORMAL_TOKEN: Final = re.compile(
    r"[ \t]*+(?:"
    r"([A-Za-z_][A-Za-z0-9_\-]*+)"
    rf'|("(?>(?:[^"\\$%\r\n{_BAD}]++|\\[^\r\n{_BAD}]|[$%](?!\{{))*)")'
    r"|(\r?\n)"
    r"|((?:\#|//)[^\n]*+\n?+)"
    r"|(/\*)"
    rf"|(<<-?[^{_NOT_IN_MARKER}\-0-9][^{_NOT_IN_MARKER}]*+\r?\n)"
    r"|(==|=>|!=|>=|<=|&&|\|\||::|\.\.\.|~\}|[=,.\[\](){}*/%+\-<>!?:])"
    r"|([0-9]++(?>(?:\.*+(?:[0-9]|[eE][+\-]?[0-9])[0-9]*+)*))"
    r"|"
    r")"
)
#: Inside of quotes: a sequence begins, the quotes end, text, line ends (which are refused).
QUOTED_TOKEN: Final = re.compile(
    r"([$%]\{~?)"
    r'|(")'
    rf'|((?>(?:[^"\\$%\r\n{_BAD}]++|\\[^\r\n{_BAD}])+)|\$\$\{{~?|%%\{{~?|[$%](?=[^{{]))'
    r"|([\r\n]++)"
)
#: Inside of a heredoc: a sequence begins, text up to the end of a line, other text.
HEREDOC_TOKEN: Final = re.compile(
    r"([$%]\{~?)"
    rf"|((?:\$\$\{{~?|%%\{{~?|[$%](?=[^{{])|[^$%\r\n{_BAD}]*+)\r?\n)"
    rf"|(\$\$\{{~?|%%\{{~?|[$%](?=[^{{])|[^$%\r\n{_BAD}]++)"
)

_LINE_END: Final = r"[ \t]*+(?:\r?\n|(?:\#|//)[^\n]*+\n)"
_LABELS: Final = r'(?>(?:[ \t]*+"[^"\\$%\r\n\udc80-\udcff]*+"|[ \t]++[A-Za-z_][A-Za-z0-9_\-]*+)*)'

# Groups of ITEM, after the name.
ITEM_ARGUMENT: Final = 2
ITEM_STRING: Final = 3
ITEM_WORD: Final = 4
ITEM_NUMBER: Final = 5
ITEM_BLOCK: Final = 6
ITEM_CLOSE: Final = 7

#: Blank lines and comments, and then a line that is an argument with a plain value, the head of a block with plain labels, or a closing
#: brace; of another argument what comes before its value; no group: something else.
ITEM: Final = re.compile(
    r"(?>(?:[ \t\n]++|\r\n|(?:\#|//)[^\n]*+\n)*)"
    r"(?:([A-Za-z_][A-Za-z0-9_\-]*+)(?:"
    r"[ \t]*+(=)(?![=>])[ \t]*+(?:"
    rf'("[^"\\$%\r\n\udc80-\udcff]*+"){_LINE_END}'
    rf"|([A-Za-z_][A-Za-z0-9_\-]*+){_LINE_END}"
    rf"|([0-9]{{1,18}}+){_LINE_END}"
    r"|)"
    rf"|({_LABELS})[ \t]*+\{{{_LINE_END})"
    rf"|(\}}){_LINE_END}|)"
)
#: `a.b =`: a mistake in the place of an argument.
DOTTED_NAME: Final = re.compile(r"([\w\-]+(?:\.[\w\-]+)+)[ \t]*=(?!=)")
#: A label, quoted or bare.
LABEL: Final = re.compile(r'"([^"]*)"|([A-Za-z_][A-Za-z0-9_\-]*)')
