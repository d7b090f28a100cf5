"""A progress bar on standard error, for long runs on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

#: Seconds after which a run counts as long. Shorter ones do not pay for rich's import.
PATIENCE = 1.0

Item = TypeVar("Item")


def with_progress(items: Iterable[Item], total: int) -> Iterator[Item]:
    """The items as they come; when they take long and somebody is watching, with a bar."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield from items
        return
    started = time.monotonic()
    waiting = iter(items)
    done = 0
    for item in waiting:
        yield item
        done += 1
        if time.monotonic() - started > PATIENCE:
            break
    yield from _with_bar(waiting, done, total)


def _with_bar(items: Iterator[Item], done: int, total: int) -> Iterator[Item]:
    first = next(items, None)
    if first is None:
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("checking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, completed=done)
        yield first
        bar.advance(task)
        for item in items:
            yield item
            bar.advance(task)
