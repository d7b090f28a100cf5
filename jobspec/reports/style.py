"""How text may look where it is going: colours, drawing characters, width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

#: Plain ANSI sequences; rich is not worth its import for four colours.
COLORS = {
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "info": "\x1b[1;34m",
    "place": "\x1b[1m",
    "frame": "\x1b[34m",
    "good": "\x1b[1;32m",
}
RESET = "\x1b[0m"


class Style(msgspec.Struct, frozen=True):
    """`color`: ANSI colours; `unicode`: whether box characters can be written; `width`: columns of excerpts."""

    color: bool = False
    unicode: bool = True
    width: int = 140

    def paint(self, text: str, role: str) -> str:
        """`text` in the colour of a role of `COLORS`, or as it is."""
        return f"{COLORS[role]}{text}{RESET}" if self.color and text else text


def style_for(stream: TextIO, color: str, environ: Mapping[str, str]) -> Style:
    """The style of an output stream. `color`: `always`, `never` or `auto` (a terminal, unless NO_COLOR or TERM=dumb)."""
    terminal = stream.isatty()
    if color == "auto":
        colored = terminal and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
    else:
        colored = color == "always"
    encoding = (stream.encoding or "ascii").lower().replace("-", "").replace("_", "")
    width = 140
    if terminal:
        from os import get_terminal_size

        try:
            width = max(60, get_terminal_size(stream.fileno()).columns)
        except OSError:
            width = 140
    return Style(colored, encoding.startswith(("utf", "cp65001")), width)
