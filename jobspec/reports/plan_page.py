"""Drawing with rich: the console that plan pages are made on, and the few shapes they are made of."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.rule import Rule
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from jobspec.reports.style import Style
from jobspec.reports.visible import visible

#: Columns beyond which a page gets harder to read, not easier.
WIDEST = 140
#: The width of the names of sections on the left.
_MARGIN = 10


def drawn(parts: Iterable[RenderableType], style: Style) -> str:
    """The parts below each other as text, in the width, colours and characters that `style` allows; no blanks at line ends."""
    console = Console(
        file=StringIO(),
        width=min(style.width, WIDEST),
        color_system="standard" if style.color else None,
        force_terminal=style.color,
        no_color=not style.color,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        safe_box=not style.unicode,
    )
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    return "".join(line.rstrip() + "\n" for line in capture.get().splitlines())


def say(text: str, look: str = "") -> Text:
    """Text from a job or a node, made safe for a terminal."""
    return Text(visible(text), look)


def line(*pieces: str | Text) -> Text:
    """Pieces beside each other; plain ones are made safe."""
    out = Text()
    for piece in pieces:
        out.append_text(piece if isinstance(piece, Text) else say(piece))
    return out


def heading(left: Text, right: str, style: Style) -> RenderableType:
    """A line across the page with a name at its left end."""
    rule = Rule(characters="─" if style.unicode else "-", style="dim")
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(no_wrap=False)
    grid.add_column(ratio=1)
    grid.add_column(justify="right")
    grid.add_row(left, rule, say(right, "dim"))
    return grid


class Beside:
    """Content with something in the margin of its first line: what a grid of two columns does, without measuring the content twice."""

    __slots__ = ("_content", "_margin", "_then", "_width")

    def __init__(self, content: RenderableType, width: int, margin: Text | None = None, then: bool = False) -> None:
        """`width` columns are left free on the left; `then`: an empty line follows."""
        self._content = content
        self._width = width
        self._margin = margin or Text()
        self._then = then

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = max(1, options.max_width - self._width)
        free = Segment(" " * self._width)
        for number, segments in enumerate(console.render_lines(self._content, options.update_width(room), pad=False)):
            if number == 0 and self._margin:
                yield from console.render_lines(self._margin, options.update_width(self._width))[0]
            else:
                yield free
            yield from segments
            yield Segment.line()
        if self._then:
            yield Segment.line()


def section(name: str, content: RenderableType, indent: int = 2) -> RenderableType:
    """A part of an allocation: its name in the margin, its content beside it."""
    return Beside(content, indent + _MARGIN + 1, Text(" " * indent + name, "bold"), then=True)


def table(*columns: str) -> Table:
    """A table without lines; names of columns are dim."""
    made = Table(box=None, show_header=any(columns), header_style="dim", pad_edge=False, padding=(0, 2, 0, 0), collapse_padding=True)
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def indented(part: RenderableType, by: int) -> RenderableType:
    """A part moved to the right."""
    return Beside(part, by)


def stacked(parts: Iterable[RenderableType]) -> Group:
    """Parts below each other as one."""
    return Group(*parts)
