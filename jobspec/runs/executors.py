"""Where files are checked: in this process, in several, or on a Dask cluster; always through `concurrent.futures.Executor`."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

from jobspec.runs.errors import UnusableExecutor


class InThisProcess(Executor):
    """Calls at once, where a second process would cost more than it brings."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The outcome of the call, done already."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


#: Files that are checked in this process before others are started: what most runs after a change come to, the rest being known.
FEW = 20


class Executors:
    """The executor of a run, made when it is first needed and replaced when its workers die."""

    #: How many times a broken executor is replaced by one of its kind; then the rest is done in this process.
    REPLACEMENTS = 3

    def __init__(self, cluster: str, processes: int, batches: int) -> None:
        self._cluster = cluster
        self._processes = max(1, min(processes or available_cores(), batches))
        self._executor: Executor | None = None
        self._close: Callable[[], object] | None = None
        self._replaced = 0
        self._few = FEW

    @property
    def _parallel(self) -> bool:
        return bool(self._cluster) or self._processes > 1

    @property
    def started(self) -> int:
        """How many others than this process do the work."""
        return self._processes if self._executor is not None and self._parallel else 0

    @property
    def workers(self) -> int:
        """How many batches are worked on at a time."""
        return self._processes

    def current(self, files: int) -> Executor:
        """The executor for that many more files; for a few, this process. Raises UnusableExecutor."""
        if self._executor is None and not self._cluster and files <= self._few:
            self._few -= files
            return InThisProcess()
        if self._executor is None:
            if not self._parallel:
                self._executor = InThisProcess()
            elif self._cluster:
                self._executor = self._on_cluster()
            else:
                self._executor = self._in_processes()
        return self._executor

    def replacement(self) -> Executor:
        """Another executor in the place of the broken one."""
        self.replace()
        return self.current(FEW + 1)

    def replace(self) -> None:
        """Drop a broken executor. After a few, the work goes on in this process."""
        self.close()
        self._replaced += 1
        if self._replaced > self.REPLACEMENTS:
            self._cluster, self._processes = "", 1

    def close(self, wait: bool = False) -> None:
        """Stop what still runs. `wait`: until its processes and threads are gone, where all work is done."""
        if self._close is not None:
            self._close()
            self._close = None
        elif self._executor is not None:
            self._executor.shutdown(wait=wait, cancel_futures=True)
        self._executor = None

    def _in_processes(self) -> Executor:
        """A pool of processes, forked where that is safe, after everything that they need was imported."""
        import multiprocessing
        import sys
        import threading
        from concurrent.futures import ProcessPoolExecutor

        method = "spawn"
        if sys.platform == "linux" and threading.active_count() == 1:
            from jobspec.runs.worker import prepare

            prepare()
            method = "fork"
        return ProcessPoolExecutor(self._processes, mp_context=multiprocessing.get_context(method), initializer=end_with_parent)

    def _on_cluster(self) -> Executor:
        try:
            from distributed import Client
        except ImportError:
            raise UnusableExecutor('--executor dask: needs the package distributed: pip install "nomad-jobspec[dask]"') from None
        problem = _unreachable(self._cluster)
        if problem is not None:
            raise UnusableExecutor(f"there is no Dask scheduler at {self._cluster}: {problem}")
        try:
            client: Any = Client(self._cluster, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            raise UnusableExecutor(f"there is no Dask scheduler at {self._cluster}: {reason}") from None
        self._processes = max(1, len(client.ncores()))
        self._close = client.close
        executor: Executor = client.get_executor(retries=3, pure=False)
        return executor


def _unreachable(address: str) -> str | None:
    """Why nothing listens at a `tcp://HOST:PORT` address, without the patience that distributed has; None where something does."""
    from socket import create_connection
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(address if "//" in address else f"tcp://{address}")
        if parts.hostname is None or parts.port is None:
            return "an address is written tcp://HOST:PORT"
        create_connection((parts.hostname, parts.port), timeout=5).close()
    except (OSError, ValueError) as error:
        return str(error)
    return None


def end_with_parent() -> None:
    """Called in a process of the pool: it leaves Ctrl-C to the one that started it, and ends with it, however that ends.

    By itself it would wait for work for ever: a pool's process keeps the very pipe open whose end would tell it.
    """
    import signal
    import threading
    from multiprocessing import parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for_end, args=(parent.sentinel,), daemon=True).start()


def _wait_for_end(sentinel: int) -> None:
    from multiprocessing.connection import wait

    wait([sentinel])
    os._exit(1)


def available_cores() -> int:
    """How many processes can run at a time here."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        return os.cpu_count() or 1
