"""The check of a job file in which variables have no value: what is wrong with it whatever their values.

The file is read with values that stand in for them, several times with different ones, and what is found each time is told. Nothing is
told that speaks of a stand-in, or that only some of them bring about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from jobspec.check.common import Run, common_findings, key_of
from jobspec.check.job import UNSET
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

#: What follows from a job that could be read, given what was found while it was read.
Look = Callable[[Job, Sequence[Diagnostic]], Looked]


def only_lacks_values(result: Result[Job]) -> bool:
    """Whether nothing but values of variables kept a file from being read."""
    errors = result.errors
    return bool(errors) and all(found.code == UNSET for found in errors)


def look_without_values(data: bytes, name: str, settings: Settings, reads: Reads, found: tuple[Diagnostic, ...], look: Look) -> Looked:
    """A job file in which variables have no value, which is what `found` says."""
    try:
        return _look(data, name, settings, reads, found, look)
    except TooSlow:
        reads.certain = False  # another time it may be fast enough
        return Looked(found, (_unread(name, "reading it with several values of its variables takes too long"),))


def _look(data: bytes, name: str, settings: Settings, reads: Reads, found: tuple[Diagnostic, ...], look: Look) -> Looked:
    with CollectorPaused():
        trials = _trials(data, name, settings, reads)
        assert trials is not None
        if trials.first.errors:
            why = f"it cannot be read without a value of {_listed(trials.missing)}" if trials.missing else "its other errors come first"
            return Looked(_added(found, trials.errors), (_unread(name, why),))
        runs = [Run(look(job, diagnostics), job, trials.dependence.dynamics) for job, diagnostics in trials.jobs()]
    if not runs:
        return Looked(found, (_unread(name, f"it can only be read with certain values of {_listed(trials.names)}"),))
    first, *others = [run.looked for run in runs]
    everywhere = tuple(entry for entry in first.not_checked if all(entry in other.not_checked for other in others))
    values, none = ("value", "it has") if len(trials.names) == 1 else ("values", "they have")
    rest = NotChecked(f"what depends on the {values} of {_listed(trials.names)}", f"{none} none here", name, ("",))
    networks = frozenset[str]().union(*(run.looked.networks for run in runs))
    common = (one for one in common_findings(runs) if not one.code.startswith("NODE") or _is_certain(one, settings))
    return Looked(_added(found, common), (*everywhere, rest), networks)


def _is_certain(found: Diagnostic, settings: Settings) -> bool:
    """Whether a finding about nodes holds whatever the values: where one of several nodes is enough, values decide which that is."""
    from jobspec.nodes.given import nodes_of
    from jobspec.rules.node.check import is_about_all

    return settings.every_node or settings.nodes is None or is_about_all(found, len(nodes_of(settings.nodes)))


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
