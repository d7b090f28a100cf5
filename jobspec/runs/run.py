"""The check of many files, in the order in which they were named, with what is known from earlier runs left out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

import msgspec

from jobspec.check import Settings, check_file
from jobspec.discovery import Unreadable, read_bytes
from jobspec.triage.report import FileFindings

#: From how many files on processes and the cache are worth their start.
MANY = 32

Outcome = FileFindings | Unreadable


class Statistics:
    """What a run did: files known from the cache, checked, and unreadable; worker processes; trouble with the cache; seconds."""

    __slots__ = ("checked", "known", "processes", "seconds", "trouble", "unreadable")

    def __init__(self) -> None:
        self.known = 0
        self.checked = 0
        self.unreadable = 0
        self.processes = 0
        self.trouble: str | None = None
        self.seconds = 0.0


class RunOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How a run is done. `processes`: 0 for as many as there are cores. `cluster`: the address of a Dask scheduler, empty for this machine.

    `cache`: the folder of the cache, None for none. `context`: what findings follow from besides files and settings, as bytes.
    """

    processes: int = 0
    cluster: str = ""
    cache: str | None = None
    context: bytes = b""


def run_checks(files: Sequence[str], settings: Callable[[str], Settings], options: RunOptions, statistics: Statistics) -> Iterator[Outcome]:
    """Check files and yield what came of each, in order; `settings` says how each is read.

    Few files are checked here and now; many go through the cache and an executor. The outcomes are the same.
    """
    started = time.perf_counter()
    if len(files) < MANY and not options.cluster:
        yield from (_check_here(name, settings(name), statistics) for name in files)
    else:
        from jobspec.runs.batches import check_many

        yield from check_many(files, settings, options, statistics)
    statistics.seconds = time.perf_counter() - started


def _check_here(name: str, settings: Settings, statistics: Statistics) -> Outcome:
    content = read_bytes(name)
    if isinstance(content, Unreadable):
        statistics.unreadable += 1
        return content
    statistics.checked += 1
    return check_file(content, name, settings)
