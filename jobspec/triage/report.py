"""What a run makes, as data: the findings of each file, and the report that is rendered by `jobspec.reports`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import msgspec

from jobspec.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from jobspec.triage.entries import Suppression


#: What the codes of findings begin with that are made before there is a job: where one is an error, there is none.
READING: Final = ("HCL", "JOB0")


class NotChecked(msgspec.Struct, frozen=True):
    """Something that the run did not look at, and why. `file` is None where it holds for the whole run.

    `codes` are beginnings of the codes that could not be found because of it; `""` stands for all.
    """

    what: str
    why: str
    file: str | None = None
    codes: tuple[str, ...] = ()


class Summary(msgspec.Struct, frozen=True):
    """Counts of a run: files looked at, files with at least one finding that is shown, findings that are shown by severity.

    What is not shown: findings `ignored` by comments, `deselected` by `select`, `ignore` and `per-file-ignores`, and `known` from a
    baseline. `hidden_refusals` are those among them for which Nomad refuses the job.
    """

    files: int
    files_with_findings: int
    errors: int
    warnings: int
    infos: int
    ignored: int = 0
    deselected: int = 0
    known: int = 0
    hidden_refusals: int = 0

    @property
    def hidden(self) -> int:
        return self.ignored + self.deselected + self.known


class FileFindings(msgspec.Struct, frozen=True):
    """What the stages found in one file, in their order. Made of nothing but data, so that it can come from another process.

    `networks` are the host networks and CNI modes that the file's job names, where nodes were looked at.
    `reads` are the other files that the findings depend on, each with a digest (jobspec.evaluate.reads); None where they may depend on
    more than can be told, so that they hold for this run alone.
    `judge_comments`: whether comments that cover nothing are of no use; they may be, where not everything was looked for.
    """

    file: str
    diagnostics: tuple[Diagnostic, ...]
    not_checked: tuple[NotChecked, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    networks: frozenset[str] = frozenset()
    reads: Mapping[str, str] | None = None
    judge_comments: bool = True


class Finding(msgspec.Struct, frozen=True):
    """A diagnostic and the file whose check brought it up (it may point into another one, such as a variable file).

    `refused`: Nomad refuses the job for this reason, whatever severity was chosen for it here.
    """

    file: str
    diagnostic: Diagnostic
    refused: bool = False

    @property
    def path(self) -> str:
        """The file that it points into."""
        span = self.diagnostic.span
        return self.file if span is None else span.source.name or self.file


class Hidden(msgspec.Struct, frozen=True):
    """A finding that is not shown: ignored by a comment (`how` is `comment`, `reason` is the comment's), or known from a baseline."""

    finding: Finding
    how: str
    reason: str = ""


class Report(msgspec.Struct, frozen=True):
    """The outcome of a run, ready to be rendered by `jobspec.reports`. `fail_on` is the least severity that makes it fail."""

    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    summary: Summary
    not_checked: tuple[NotChecked, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    fail_on: Severity = Severity.ERROR

    @property
    def failed(self) -> bool:
        return any(finding.diagnostic.severity.reaches(self.fail_on) for finding in self.findings)
