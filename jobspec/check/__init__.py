"""The check of one file: runs the stages on it. What becomes of the findings of all files is decided in `jobspec.triage.conclude`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from jobspec.check.looked import Looked
from jobspec.check.settings import Settings, read_job
from jobspec.diagnostics import Diagnostic
from jobspec.evaluate.reads import Reads
from jobspec.triage.report import FileFindings

if TYPE_CHECKING:
    from jobspec.triage.entries import Suppression

__all__ = ["Settings", "check_file", "read_job"]


def check_file(data: bytes, name: str, settings: Settings) -> FileFindings:
    """Read one file, by its content a job, an agent config or a CNI network, and run every rule on it.

    Rules run only on files that Nomad could read, as in Nomad itself.

    A pure function of its arguments and of the files that they name; what it takes and gives can be pickled.
    """
    reads = Reads()
    looked = _look_at(data, name, settings, reads)
    diagnostics = looked.diagnostics
    suppressions: tuple[Suppression, ...] = ()
    if b"jobspec:" in data or any("jobspec:" in text for text in _other_texts(diagnostics, name)):
        from jobspec.triage.suppressions import suppressions_for

        suppressions, problems = suppressions_for(data, name, diagnostics)
        diagnostics = (*diagnostics, *problems)
    return FileFindings(name, diagnostics, looked.not_checked, suppressions, looked.networks, reads.found if reads.certain else None)


def _look_at(data: bytes, name: str, settings: Settings, reads: Reads) -> Looked:
    """What the stages find, by the kind of the file."""
    if not settings.json:
        from jobspec.decode.recognize import holds_job
        from jobspec.nodes.cni_files import is_broken_cni_file, is_cni_file

        if is_cni_file(name, data) or is_broken_cni_file(name, data):
            from jobspec.nodes.cni import check_cni_file

            reads.certain = False  # plugins in a folder beside it belong to it too, and an earlier file may define its network
            return Looked(check_cni_file(data, name))
        if not holds_job(data):
            from jobspec.nodes.agent.recognize import is_agent_config

            if is_agent_config(data):
                from jobspec.check.agent import look_at_agent_config

                return look_at_agent_config(data, name)
    from jobspec.check.job import look_at_job

    return look_at_job(data, name, settings, reads)


def _other_texts(diagnostics: Iterable[Diagnostic], name: str) -> Iterable[str]:
    """The texts of other files that findings point into, such as variable files."""
    return (found.span.source.text for found in diagnostics if found.span is not None and found.span.source.name != name)
