"""What several readings or checks of one file, with other values each time, have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from jobspec.check.looked import Looked, refusals
from jobspec.decode.dependence import Dynamic
from jobspec.decode.file import JobFile
from jobspec.diagnostics import Diagnostic, Severity, Span
from jobspec.evaluate.dispatch import evaluate_safely
from jobspec.evaluate.scope import Scope
from jobspec.models.job_job import Job
from jobspec.rules.registration import is_filled_in

Key = tuple[object, ...]


class Reading:
    """One reading of the file: what it found, and whether there was a job. It found nothing in `dynamic` blocks that generated none."""

    __slots__ = ("_empty", "found", "has_job")

    def __init__(self, found: Iterable[Diagnostic], job: Job | None, dynamics: Iterable[Dynamic]) -> None:
        self.found = {key_of(one): one for one in found}
        self.has_job = job is not None
        file = None if job is None or job.origin is None else job.origin.file
        self._empty: list[Dynamic] = []
        if isinstance(file, JobFile):
            self._empty = [dynamic for dynamic in dynamics if not _generates(dynamic, file.scope)]

    def was_at(self, span: Span | None) -> bool:
        """Whether what stands there has been looked at."""
        return span is None or not any(dynamic.start <= span.start and span.end <= dynamic.end for dynamic in self._empty)


def _generates(dynamic: Dynamic, scope: Scope) -> bool:
    elements = evaluate_safely(dynamic.for_each, scope, []).raw
    return isinstance(elements, (tuple, dict)) and bool(elements)


class Run(Reading):
    """One check of the job: `idle` is how many groups have a count of 0, `refused` whether Nomad would not take it, `placed` whether it was
    checked against nodes too."""

    __slots__ = ("idle", "job", "looked", "placed", "refused")

    def __init__(self, looked: Looked, job: Job, dynamics: Iterable[Dynamic], placed: bool = False) -> None:
        super().__init__(looked.diagnostics, job, dynamics)
        self.looked = looked
        self.job = job
        self.placed = placed
        self.idle = sum(group.count == 0 for group in job.task_groups or ())
        self.refused = bool(refusals(looked.diagnostics))


def common_findings(runs: Sequence[Run]) -> list[Diagnostic]:
    """What every run found that looked for it, two at least. Nothing is looked for on nodes where Nomad would not take the job, or where
    the values have a group run nowhere. Where each run has its own reason why Nomad would not take the job, it has never been seen as a
    server fills it in, and none of Nomad's warnings of such a job is certain."""
    idle = min(run.idle for run in runs)

    def looked_for(run: Run, wanted: Diagnostic) -> bool:
        on_nodes = wanted.code.startswith("NODE")
        return run.was_at(wanted.span) and not (on_nodes and (not run.placed or run.refused or run.idle > idle))

    common = _common(runs, looked_for)
    certain = {key_of(found) for found in common}
    if any(certain.issuperset(key_of(found) for found in refusals(run.looked.diagnostics)) for run in runs):
        return common
    filled = any(is_filled_in(run.job) for run in runs)
    return [found for found in common if not (filled and found.nomad and found.severity is not Severity.ERROR)]


def common_errors(readings: Sequence[Reading]) -> list[Diagnostic]:
    """The errors of every reading that looked at their places, two at least."""
    return _common(readings, lambda reading, wanted: reading.was_at(wanted.span))


Each = TypeVar("Each", bound=Reading)


def _common(readings: Sequence[Each], looked_for: Callable[[Each, Diagnostic], bool]) -> list[Diagnostic]:
    everything: dict[Key, Diagnostic] = {}
    for reading in readings:
        for key, one in reading.found.items():
            everything.setdefault(key, one)
    common: list[Diagnostic] = []
    for key, wanted in everything.items():
        same = [reading.found.get(key) for reading in readings if looked_for(reading, wanted)]
        told = [found for found in same if found is not None]
        if len(told) == len(same) > 1:
            common.append(_shared(told))
    return common


def _shared(findings: Sequence[Diagnostic]) -> Diagnostic:
    """What findings that say the same of one place have in common: without advice and fixes in which they differ."""
    first, *others = findings
    related = tuple(place for place in first.related if all(place in other.related for other in others))
    return replace(
        first, related=related,
        help=first.help if all(other.help == first.help for other in others) else None,
        fix=first.fix if all(other.fix == first.fix for other in others) else None,
        nomad_message=first.nomad_message if all(other.nomad_message == first.nomad_message for other in others) else None,
    )


def key_of(found: Diagnostic) -> Key:
    """What a finding says, of which place."""
    span = found.span
    place = None if span is None else (span.source.name, span.start, span.end)
    return found.code, found.severity, found.message, found.nomad, place
