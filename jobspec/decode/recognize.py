"""Which texts are job files."""

from __future__ import annotations

import re

#: A job block at the beginning of a line.
_JOB_BLOCK = re.compile(rb'^(?:\xef\xbb\xbf)?[ \t]*"?job"?[ \t]+["\w{]', re.MULTILINE)


def holds_job(data: bytes) -> bool:
    """Whether a text has what looks like a job block."""
    return b"job" in data and _JOB_BLOCK.search(data) is not None
