"""Exit codes."""

from __future__ import annotations

OK = 0
PROBLEMS = 1
UNUSABLE = 2
INTERNAL_ERROR = 3
INTERRUPTED = 130
