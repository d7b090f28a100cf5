"""Measuring and the table of results."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import NamedTuple


class Row(NamedTuple):
    """One line of the table: what was measured, beside what, their ratio and the largest ratio wanted."""

    what: str
    ours: str
    beside: str
    ratio: float
    goal: float


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def medians(works: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """The median duration of each, all measured in turn in every round, so that noise hits them alike."""
    measured: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for durations, work in zip(measured, works, strict=True):
            durations.append(seconds(work))
    return [median(durations) for durations in measured]


def table(rows: Iterable[Row]) -> str:
    """The rows as aligned text."""
    cells = [("what", "jobspec", "beside", "ratio", "goal", "")]
    for row in rows:
        verdict = "" if row.ratio <= row.goal else "MISSED"
        cells.append((row.what, row.ours, row.beside, f"{row.ratio:.2f}", f"<= {row.goal:g}", verdict))
    widths = [max(len(line[column]) for line in cells) for column in range(6)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells)


def shown(duration: float) -> str:
    """A duration in a fitting unit."""
    return f"{duration:.2f} s" if duration >= 1 else f"{duration * 1000:.1f} ms"


def size(count: float) -> str:
    """A number of bytes in a fitting unit."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.1f} KB"
