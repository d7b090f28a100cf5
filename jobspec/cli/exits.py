"""Exit codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobspec.diagnostics import Diagnostic

OK = 0
PROBLEMS = 1
UNUSABLE = 2
INTERNAL_ERROR = 3
INTERRUPTED = 130

#: Findings that say that a file beside those named could not be read: variable files, descriptions of nodes, agent configs.
_UNREAD = frozenset(("JOB020", "JOB021", "JOB022", "NODE100", "AGT007"))


def problems_code(found: Iterable[Diagnostic]) -> int:
    """The exit code of a run that ends with these errors: whether something could not be read, or something is wrong with what was."""
    return UNUSABLE if any(one.code in _UNREAD for one in found) else PROBLEMS
