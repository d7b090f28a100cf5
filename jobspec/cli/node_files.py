"""Findings about the nodes of a run themselves: what is wrong with their descriptions, and what no job uses of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from jobspec.diagnostics import Diagnostic, Severity
from jobspec.models.job_job import Job
from jobspec.nodes.given import GivenNodes, load_given, nodes_of
from jobspec.rules.node.together import check_together
from jobspec.rules.node.usage import unused
from jobspec.rules.node_start import start_errors
from jobspec.triage.report import FileFindings, NotChecked
from jobspec.triage.suppressions import with_comments

#: More jobs than this are not looked at side by side.
MOST_JOBS = 500


def node_findings(given: GivenNodes, findings: Sequence[FileFindings]) -> list[FileFindings]:
    """Findings by the file that they stand in, without those that the file has already as one that is checked itself.

    Whether something is unused can only be said where every file could be read.
    """
    known = {_place(one) for entry in findings for one in entry.diagnostics}
    problems = [(path, (*start_errors(result.value), *result.diagnostics)) for path, result in load_given(given)]
    new = [(path, tuple(one for one in several if one.span is None or _place(one) not in known)) for path, several in problems]
    found = [with_comments(FileFindings(path, diagnostics)) for path, diagnostics in new if diagnostics]
    if not findings or any("" in entry.codes for one in findings for entry in one.not_checked):
        return found
    used = frozenset(name for one in findings for name in one.networks)
    by_file: dict[str, list[FileFindings]] = {}
    for node, diagnostic in unused(nodes_of(given), used):
        file = node.name if diagnostic.span is None else diagnostic.span.source.name
        by_file.setdefault(file, []).append(FileFindings(file, (diagnostic,)))
    return found + [with_comments(FileFindings(file, tuple(one.diagnostics[0] for one in own))) for file, own in by_file.items()]


def _place(one: Diagnostic) -> tuple[object, ...]:
    return one.code, one.message, None if one.span is None else (one.span.source.name, one.span.start)


def beside_each_other(given: GivenNodes, findings: Sequence[FileFindings], read: Callable[[str], Job | None]) -> list[FileFindings]:
    """The findings once more, with what keeps jobs from running beside those before them. Only jobs without errors are looked at."""
    good = [one.file for one in findings if not any(found.severity is Severity.ERROR for found in one.diagnostics)]
    if len(good) < 2:
        return list(findings)
    if len(good) > MOST_JOBS:
        skipped = NotChecked("whether the jobs fit beside each other", f"there are more than {MOST_JOBS} of them", codes=("NODE209",))
        return [*findings[:-1], replace(findings[-1], not_checked=(*findings[-1].not_checked, skipped))]
    together: dict[str, list[Diagnostic]] = {}
    for file, diagnostic in check_together(_jobs(good, read), nodes_of(given)):
        together.setdefault(file, []).append(diagnostic)
    return [replace(one, diagnostics=(*one.diagnostics, *together[one.file])) if one.file in together else one for one in findings]


def _jobs(files: Sequence[str], read: Callable[[str], Job | None]) -> Iterator[tuple[str, Job]]:
    for file in files:
        job = read(file)
        if job is not None:
            yield file, job
