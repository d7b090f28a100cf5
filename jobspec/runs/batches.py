"""Files in batches: what the cache knows is taken from it, the rest goes to an executor; outcomes come in order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Future

from jobspec.check import Settings
from jobspec.discovery import Unreadable, read_bytes
from jobspec.runs.cache import Cache, tool_digest, unchanged
from jobspec.runs.codec import Damaged, Reader, reads_of
from jobspec.runs.errors import UnusableExecutor
from jobspec.runs.executors import Executors
from jobspec.runs.keys import Keys
from jobspec.runs.run import Outcome, RunOptions, Statistics
from jobspec.runs.worker import NoSuchFolder, Task, check_batch

#: Of the files that are left a batch takes this part, so that the last ones are small and workers end together; and how many files go
#: together at least and at most.
PART, SMALLEST, LARGEST = 16, 8, 48
#: Batches that wait for each worker: bounds what is in memory.
AHEAD = 4
#: New entries are written to the cache this many at a time, so that what is done is kept when a run is stopped.
KEEP = 500


def batches(files: Sequence[str]) -> list[Sequence[str]]:
    """Files that go together, in order."""
    cut: list[Sequence[str]] = []
    start = 0
    while start < len(files):
        size = max(SMALLEST, min(LARGEST, (len(files) - start) // PART))
        cut.append(files[start : start + size])
        start += size
    return cut


class _Batch:
    """Some files in order: `contents` by index, what is `known` of them by index, and the answer to wait for about the others."""

    __slots__ = ("answer", "asked", "contents", "keys", "known", "names", "tasks")

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self.contents: list[bytes | Unreadable] = [read_bytes(name) for name in names]
        self.keys: dict[int, bytes] = {}
        self.known: dict[int, bytes] = {}
        self.asked: list[int] = []
        self.tasks: list[Task] = []
        self.answer: Future[list[bytes]] | None = None


def check_many(files: Sequence[str], settings: Callable[[str], Settings], options: RunOptions, statistics: Statistics) -> Iterator[Outcome]:
    """Check many files as `options` says. Raises `UnusableExecutor` where the executor that was asked for cannot be had."""
    cache = Cache(options.cache) if options.cache is not None else None
    keys = None if cache is None else Keys(tool_digest() + options.context)
    together = batches(files)
    executors = Executors(options.cluster, options.processes, len(together))
    try:
        yield from _Run(settings, cache, keys, executors, statistics).outcomes(together)
        executors.close(wait=True)
    finally:
        executors.close()
        if cache is not None:
            cache.close()
            statistics.trouble = cache.trouble


class _Run:
    def __init__(self, settings: Callable[[str], Settings], cache: Cache | None, keys: Keys | None, executors: Executors,
                 statistics: Statistics) -> None:
        self.settings = settings
        self.cache = cache
        self.keys = keys
        self.executors = executors
        self.statistics = statistics
        self.folder = os.getcwd()
        self.reader = Reader()
        self.used: list[bytes] = []
        self.fresh: list[tuple[bytes, bytes]] = []

    def outcomes(self, together: Sequence[Sequence[str]]) -> Iterator[Outcome]:
        """What came of each file, in order."""
        waiting: deque[_Batch] = deque()
        for names in together:
            batch = _Batch(names)
            self._look_up(batch)
            self._ask(batch)
            waiting.append(batch)
            while waiting and (len(waiting) > AHEAD * self.executors.workers or waiting[0].answer is None):
                yield from self._finished(waiting)
        while waiting:
            yield from self._finished(waiting)
        self._keep()
        if self.cache is not None:
            self.cache.touch(self.used)

    def _look_up(self, batch: _Batch) -> None:
        """Take what the cache knows and is still true."""
        contents = [(index, content) for index, content in enumerate(batch.contents) if isinstance(content, bytes)]
        if self.cache is not None and self.keys is not None:
            for index, content in contents:
                name = batch.names[index]
                batch.keys[index] = self.keys.key(name, content, self.settings(name))
            found = self.cache.get(list(batch.keys.values()))
            for index, key in batch.keys.items():
                packed = found.get(key)
                if packed is not None and _still_true(packed):
                    batch.known[index] = packed
                    self.used.append(key)
        batch.asked = [index for index, _ in contents if index not in batch.known]

    def _ask(self, batch: _Batch) -> None:
        for index in batch.asked:
            content = batch.contents[index]
            assert isinstance(content, bytes)
            batch.tasks.append(Task(batch.names[index], content, self.settings(batch.names[index])))
        if batch.tasks:
            batch.answer = self._submit(batch)

    def _submit(self, batch: _Batch) -> Future[list[bytes]]:
        executor = self.executors.current(len(batch.tasks))
        self.statistics.processes = self.executors.started
        try:
            return executor.submit(check_batch, batch.tasks, self.folder)
        except BrokenExecutor:
            return self.executors.replacement().submit(check_batch, batch.tasks, self.folder)

    def _finished(self, waiting: deque[_Batch]) -> Iterator[Outcome]:
        """The outcomes of the first batch. When its worker died, all that wait are asked for again."""
        batch = waiting[0]
        answers: list[bytes] = []
        while batch.answer is not None:
            try:
                answers = batch.answer.result()
                break
            except NoSuchFolder as error:
                raise UnusableExecutor(f"the workers do not see the folder of this run ({error}); share it with them") from None
            except (BrokenExecutor, CancelledError, OSError):
                self.executors.replace()
                for lost in waiting:
                    if lost.answer is not None:
                        lost.answer = self._submit(lost)
        waiting.popleft()
        checked = dict(zip(batch.asked, answers, strict=True))
        for index, name in enumerate(batch.names):
            yield self._outcome(batch, index, name, checked)

    def _outcome(self, batch: _Batch, index: int, name: str, checked: dict[int, bytes]) -> Outcome:
        content = batch.contents[index]
        if isinstance(content, Unreadable):
            self.statistics.unreadable += 1
            return content
        packed = checked.get(index)
        if packed is None:
            self.statistics.known += 1
            return self.reader.decode(batch.known[index], name, content)
        self.statistics.checked += 1
        if index in batch.keys and reads_of(packed) is not None:
            self.fresh.append((batch.keys[index], packed))
            if len(self.fresh) >= KEEP:
                self._keep()
        return self.reader.decode(packed, name, content)

    def _keep(self) -> None:
        if self.cache is not None:
            self.cache.put(self.fresh)
        self.fresh.clear()


def _still_true(packed: bytes) -> bool:
    try:
        reads = reads_of(packed)
    except Damaged:
        return False
    return reads is not None and unchanged(reads)
