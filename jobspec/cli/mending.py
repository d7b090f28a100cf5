"""`--fix` and `--diff`: mending the files of a run."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Sequence

import msgspec

from jobspec.check import Settings, check_file, read_job
from jobspec.check.job import UNSET
from jobspec.cli.output import say, say_not_written, write
from jobspec.cli.validate_options import ValidateArguments
from jobspec.diagnostics import Diagnostic
from jobspec.discovery import STANDARD_INPUT, Unreadable, read_bytes
from jobspec.fixes import Changed, fix_file, replace_file
from jobspec.models.job_job import Job
from jobspec.reports.counting import count
from jobspec.reports.visible import visible
from jobspec.source import Source
from jobspec.triage.conclude import conclude
from jobspec.triage.report import FileFindings
from jobspec.triage.selection import Choices


class Mending:
    """Mends files one after the other and counts what it did."""

    def __init__(self, given: ValidateArguments, choices: Choices, settings: Callable[[str], Settings]) -> None:
        self._given = given
        self._choices = choices
        self._settings = settings
        self.files = 0
        self.fixes = 0
        self.failed = False

    def mend(self, findings: Sequence[FileFindings], standard_input: bytes | None) -> list[FileFindings]:
        """Mend each file that has something to mend, and return the findings of a run after it. Standard input goes to standard output."""
        return [self._mend(found, standard_input) for found in findings]

    def _mend(self, found: FileFindings, standard_input: bytes | None) -> FileFindings:
        name = found.file
        piped = name == STANDARD_INPUT
        if not piped and not any(diagnostic.fix for diagnostic in self._shown(found).diagnostics):
            return found
        data = standard_input if piped else read_bytes(name)
        if data is None or isinstance(data, Unreadable):
            return found
        fixed = fix_file(data, lambda content: self._shown(self._check(content, name)), lambda content: self._job(content, name),
                         unsafe=self._given.unsafe_fixes)
        for left in fixed.not_mended:
            say(f"{name}:{left.line}: {left.code} was not mended: {left.why}")
        if self._given.diff:
            write(sys.stdout, difference(name, data, fixed.data))
        elif piped:
            sys.stdout.buffer.write(fixed.data)
            sys.stdout.flush()
        elif fixed.mended and not _replaced(name, data, fixed.data):
            self.failed = True
            return found
        self.fixes += len(fixed.mended)
        self.files += bool(fixed.mended)
        return self._check(fixed.data, name) if fixed.mended and not self._given.diff else found

    def _check(self, data: bytes, name: str) -> FileFindings:
        return check_file(data, name, self._settings(name))

    def _job(self, data: bytes, name: str) -> Job | None:
        settings = self._settings(name)
        result = read_job(data, name, settings)
        if any(found.code == UNSET for found in result.errors):
            from jobspec.check.unset import job_without_values, only_lacks_values

            return job_without_values(data, name, settings) if only_lacks_values(result) else None
        return None if result.errors else result.value

    def _shown(self, found: FileFindings) -> FileFindings:
        """The findings with fixes only where they are shown, and those about comments."""
        shown = {_identity(finding.diagnostic): finding.diagnostic for finding in conclude([found], (), self._choices).findings}
        kept = [
            diagnostic if _identity(diagnostic) in shown else msgspec.structs.replace(diagnostic, fix=None)
            for diagnostic in found.diagnostics
        ]
        known = {_identity(diagnostic) for diagnostic in found.diagnostics}
        kept += (diagnostic for identity, diagnostic in shown.items() if identity not in known)
        return msgspec.structs.replace(found, diagnostics=tuple(kept))

    def summary(self) -> str:
        """What was done, for people."""
        if not self.fixes:
            return "nothing to mend"
        what = f"{count(self.fixes, 'finding')} in {count(self.files, 'file')}"
        return f"would mend {what}" if self._given.diff else f"mended {what}"


def _replaced(name: str, before: bytes, after: bytes) -> bool:
    """Put a mended file in the place of the old one; False where that cannot be done, which is said."""
    try:
        replace_file(name, before, after)
    except Changed as error:
        say(f"{error}: left as it is")
    except OSError as error:
        say_not_written(name, error)
    else:
        return True
    return False


def _identity(diagnostic: Diagnostic) -> tuple[str, str, int]:
    return diagnostic.code, diagnostic.message, -1 if diagnostic.span is None else diagnostic.span.start


def difference(name: str, before: bytes, after: bytes) -> str:
    """A unified diff, as `patch` and `git apply` take it; empty where nothing differs."""
    if before == after:
        return ""
    old, new = (Source.from_bytes(data).text.splitlines(keepends=True) for data in (before, after))
    shown = visible(name)
    lines = []
    for line in difflib.unified_diff(old, new, f"a/{shown}", f"b/{shown}"):
        lines.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(lines).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
