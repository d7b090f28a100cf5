"""The check of a job file in which variables have no value: what is wrong with it whatever their values.

The file is read with values that stand in for them, several times with different ones, and what is found each time is told. Nothing is
told that speaks of a stand-in, or that only some of them bring about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from jobspec.check.common import Run, common_findings, key_of
from jobspec.check.job import UNSET, judge, place
from jobspec.check.looked import Looked
from jobspec.check.settings import Settings
from jobspec.check.trials import TooSlow, Trials
from jobspec.decode.collector import CollectorPaused
from jobspec.decode.dependence import Dependence
from jobspec.decode.pipeline import OpenedJob, open_job
from jobspec.decode.reading import source_of
from jobspec.diagnostics import Diagnostic, Result
from jobspec.evaluate.inputs import unset_variables
from jobspec.evaluate.reads import Reads
from jobspec.models.job_job import Job
from jobspec.triage.report import NotChecked

#: How many nodes the job is looked at on, over all runs, but for a few runs at least.
_LOOKS: Final = 300
_FEW: Final = 6


def only_lacks_values(result: Result[Job]) -> bool:
    """Whether nothing but values of variables kept a file from being read."""
    errors = result.errors
    return bool(errors) and all(found.code == UNSET for found in errors)


def look_without_values(data: bytes, name: str, settings: Settings, reads: Reads, found: tuple[Diagnostic, ...]) -> Looked:
    """A job file in which variables have no value, which is what `found` says."""
    try:
        with CollectorPaused():
            return _look(data, name, settings, reads, found)
    except TooSlow:
        reads.certain = False  # another time it may be fast enough
        return Looked(found, (_unread(name, "reading it with several values of its variables takes too long"),))


def _look(data: bytes, name: str, settings: Settings, reads: Reads, found: tuple[Diagnostic, ...]) -> Looked:
    trials = _trials(data, name, settings, reads)
    assert trials is not None
    if trials.first.errors:
        why = f"it cannot be read without a value of {_listed(trials.missing)}" if trials.missing else "its other errors come first"
        return Looked(_added(found, trials.errors), (_unread(name, why),))
    runs = [Run(judge(job, read, name, settings), job, trials.dependence.dynamics) for job, read in trials.jobs()]
    if not runs:
        return Looked(found, (_unread(name, f"it can only be read with certain values of {_listed(trials.names)}"),))
    more: list[NotChecked] = []
    if settings.nodes is not None:
        from jobspec.nodes.given import nodes_of

        try:
            runs = _placed(runs, name, settings, len(nodes_of(settings.nodes)), trials)
        except TooSlow:
            reads.certain = False
            more.append(NotChecked("whether the job fits on nodes", "that takes too long without values of its variables", name, ("NODE",)))
    values, none = ("value", "it has") if len(trials.names) == 1 else ("values", "they have")
    more.append(NotChecked(f"what depends on the {values} of {_listed(trials.names)}", f"{none} none here", name, ("",)))
    everywhere = _everywhere(runs)
    networks = frozenset[str]().union(*(run.looked.networks for run in runs))
    return Looked(_added(found, common_findings(runs)), (*everywhere, *more), networks)


def _placed(runs: list[Run], name: str, settings: Settings, nodes: int, trials: Trials) -> list[Run]:
    """The runs, some of those that Nomad would not refuse with what is so on all nodes: where one of several is enough, values decide which
    that is. Raises TooSlow."""
    takers = [at for at, run in enumerate(runs) if not run.refused] or [0]
    wanted = max(_FEW, _LOOKS // max(nodes, 1))
    changed = list(runs)
    for at in takers[:: -(-len(takers) // wanted)]:
        trials.keep_in_time()
        run = runs[at]
        changed[at] = Run(place(run.job, run.looked, name, settings, about_all=True), run.job, trials.dependence.dynamics, placed=True)
    return changed


def _everywhere(runs: Sequence[Run]) -> list[NotChecked]:
    """What no run looked at, among those that were to look at it."""
    looked = [run.looked.not_checked for run in runs if run.placed] or [run.looked.not_checked for run in runs]
    return [entry for entry in looked[0] if all(entry in others for others in looked[1:])]


def job_without_values(data: bytes, name: str, settings: Settings) -> Job | None:
    """The job of such a file with some stand-in for each value; None where it cannot be read so."""
    try:
        with CollectorPaused():
            trials = _trials(data, name, settings, None)
    except TooSlow:
        return None
    return None if trials is None or trials.first.errors else trials.first.value


def _trials(data: bytes, name: str, settings: Settings, reads: Reads | None) -> Trials | None:
    opened = open_job(source_of(data, name), settings.variables, settings.var_files, settings.environ, settings.strict, settings.base_dir,
                      settings.allow_outside, reads)
    if not isinstance(opened, OpenedJob):
        return None
    variables = unset_variables(opened.blocks, opened.source, opened.environ, opened.files, opened.arguments)
    dependence = Dependence(opened.blocks, opened.source, frozenset(variable.name for variable in variables))
    return Trials(opened, variables, dependence)


def _added(found: tuple[Diagnostic, ...], more: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    known = {key_of(one) for one in found}
    return (*found, *(one for one in more if key_of(one) not in known))


def _unread(name: str, why: str) -> NotChecked:
    return NotChecked("what only a readable job can be checked for", why, name, ("",))


def _listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    quoted = [f'"{name}"' for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
