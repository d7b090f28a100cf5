"""What later stages may want to know of the file that a job came from."""

from __future__ import annotations


class JobFile:
    pass
