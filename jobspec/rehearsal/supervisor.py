"""The process that the user sees: checks what is needed, starts the stage, passes on signals and collects what it reports."""

from __future__ import annotations

import os
import select
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import msgspec

from jobspec.models.node import Node
from jobspec.models.plan import Plan
from jobspec.rehearsal.calls import CommandFailed
from jobspec.rehearsal.journal import clean, open_journal
from jobspec.rehearsal.kernel import die_with
from jobspec.rehearsal.outcome import Blocked, Event, Finding, Note, Rehearsal
from jobspec.rehearsal.requirements import data_folders, find_plugins, missing, plugin_folders, plugin_names
from jobspec.rehearsal.stage import SIGNALS, Interrupted, Stage, hold

#: Seconds that the stage gets to take everything down after a signal.
_GRACE = 60.0


def rehearse(
    plan: Plan, nodes: Sequence[Node], cni_path: Sequence[str], watch: Callable[[str], None], leases: bool
) -> tuple[Rehearsal, ...]:
    """See `jobspec.rehearsal.rehearse`."""
    outcomes: list[Rehearsal] = []
    for node in nodes:
        allocations = tuple(a for group in plan.groups for a in group.allocations if a.node == node.name)
        startable = tuple(a for a in allocations if a.network.failure is None)
        folders = plugin_folders(startable, cni_path)
        blocked = tuple(missing(startable, folders))
        if not allocations:
            continue
        if blocked:
            outcomes.append(Rehearsal(node=node.name, blocked=blocked, complete=False))
            continue
        clean()
        skipped = [_skipped(a.name, a.network.failure.message) for a in allocations if a.network.failure is not None]
        calls = [call for a in startable if a.cni is not None for call in a.cni.add]
        plugins = {name: path for name, path in find_plugins(plugin_names(calls), folders).items() if path is not None}
        stage = Stage(
            node=node, allocations=startable, plugins=plugins, cni_path=":".join(folders), data_folders=data_folders(calls), leases=leases
        )
        outcome = _supervise(stage, watch)
        outcomes.append(msgspec.structs.replace(outcome, findings=(*skipped, *outcome.findings)))
        if not outcome.complete:
            break
    return tuple(outcomes)


def _skipped(allocation: str, message: str) -> Finding:
    return Finding(allocation, "not rehearsed", "not compared", "", f"it cannot start: {message}")


def _supervise(stage: Stage, watch: Callable[[str], None]) -> Rehearsal:
    """Hold the stage in a child and collect what it tells. Raises RuntimeError where the child dies of itself, which is our fault."""
    try:
        journal = open_journal()
    except OSError as error:
        return Rehearsal(node=stage.node.name, blocked=(f"no journal can be kept: {error}",), complete=False)
    try:
        try:
            journal.make_folders(stage.data_folders)
        except OSError as error:
            return Rehearsal(node=stage.node.name, blocked=(f"a folder to mount on cannot be made: {error}",), complete=False)
        with _signals() as asked:
            reading, writing = os.pipe()
            parent = os.getpid()
            child = os.fork()
            if child == 0:
                os.close(reading)
                _be_the_stage(stage, writing, parent)
            os.close(writing)
            try:
                events = list(_events(reading, child, asked, watch))
            finally:
                os.close(reading)
                _, status = os.waitpid(child, 0)
    finally:
        journal.close()
    if status and not asked:
        raise RuntimeError(f"the process of the rehearsal ended with {os.waitstatus_to_exitcode(status)}")
    return Rehearsal(
        node=stage.node.name,
        findings=tuple(event for event in events if isinstance(event, Finding)),
        blocked=tuple(event.reason for event in events if isinstance(event, Blocked)),
        complete=status == 0,
    )


def _be_the_stage(stage: Stage, writing: int, parent: int) -> None:
    """The child's whole life. It never returns into the parent's code, whatever happens."""
    code = 1

    def report(event: Event) -> None:
        os.write(writing, msgspec.json.encode(event) + b"\n")

    try:
        die_with(parent)
        try:
            hold(stage, report)
            code = 0
        except Interrupted:
            pass
        except (CommandFailed, OSError) as error:
            report(Finding("", "rehearsal", "different", "goes through", str(error)))
            code = 0
    finally:
        crash = sys.exc_info()[1]
        if crash is not None:
            traceback.print_exception(crash)
        os._exit(code)


@contextmanager
def _signals() -> Iterator[list[int]]:
    """Collect signals instead of dying of them; the list holds those that came."""
    asked: list[int] = []
    before = {number: signal.signal(number, lambda number, frame: asked.append(number)) for number in SIGNALS}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _events(reading: int, child: int, asked: list[int], watch: Callable[[str], None]) -> Iterator[Event]:
    """What the stage reports until it ends. A signal is passed on once; after the grace the stage is killed, and the kernel cleans up."""
    buffer = b""
    waited = 0.0
    passed = False
    while True:
        ready, _, _ = select.select([reading], [], [], 0.1)
        if asked and not passed:
            os.kill(child, signal.SIGTERM)
            passed = True
        if not ready:
            waited += 0.1 if passed else 0.0
            if waited > _GRACE:
                os.kill(child, signal.SIGKILL)
            continue
        chunk = os.read(reading, 65536)
        if not chunk:
            return
        *lines, buffer = (buffer + chunk).split(b"\n")
        for line in lines:
            event = msgspec.json.decode(line, type=Event)
            if isinstance(event, Note):
                watch(event.text)
            yield event
