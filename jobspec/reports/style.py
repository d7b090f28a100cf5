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

#: Terminals that are known to show hyperlinks, by TERM_PROGRAM and by TERM.
_LINKING_PROGRAMS = ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "zed")
_LINKING_TERMS = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour")


class Style(msgspec.Struct, frozen=True):
    """`color`: ANSI colours; `unicode`: whether box characters can be written; `width`: columns of excerpts; `links`: whether the
    terminal knows hyperlinks. `folder` leads from the top of the repository to the current folder, for formats that are read there.
    """

    color: bool = False
    unicode: bool = True
    width: int = 140
    links: bool = False
    folder: str = ""

    def paint(self, text: str, role: str) -> str:
        """`text` in the colour of a role of `COLORS`, or as it is."""
        return f"{COLORS[role]}{text}{RESET}" if self.color and text else text

    def link(self, text: str, url: str) -> str:
        """`text` as a link to a page, where the terminal knows them (OSC 8)."""
        return f"\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\" if self.links else text


def style_for(stream: TextIO, color: str, environ: Mapping[str, str]) -> Style:
    """The style of an output stream.

    `color`: `always`, `never` or `auto`: nothing where NO_COLOR is set, colours where FORCE_COLOR is, else colours on a terminal that
    is not dumb. Links are for terminals that are known to show them.
    """
    terminal = stream.isatty()
    if color != "auto":
        colored = color == "always"
    elif environ.get("NO_COLOR"):
        colored = False
    elif environ.get("FORCE_COLOR", "0") not in ("", "0", "false"):
        colored = True
    else:
        colored = terminal and environ.get("TERM") != "dumb"
    encoding = (stream.encoding or "ascii").lower().replace("-", "").replace("_", "")
    width = 140
    if terminal:
        from os import get_terminal_size

        try:
            width = max(60, get_terminal_size(stream.fileno()).columns)
        except OSError:
            width = 140
    return Style(colored, encoding.startswith(("utf", "cp65001")), width, links=terminal and color != "never" and knows_links(environ))


def knows_links(environ: Mapping[str, str]) -> bool:
    """Whether a terminal shows hyperlinks, as far as its environment tells. FORCE_HYPERLINK overrides what is known."""
    forced = environ.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced not in ("", "0")
    if environ.get("CI") or environ.get("NO_COLOR"):
        return False
    if environ.get("TERM_PROGRAM") in _LINKING_PROGRAMS or environ.get("TERM", "").startswith(_LINKING_TERMS):
        return True
    vte = environ.get("VTE_VERSION", "")
    return bool(environ.get("WT_SESSION") or environ.get("KONSOLE_VERSION")) or (vte.isdecimal() and int(vte) >= 5000)
