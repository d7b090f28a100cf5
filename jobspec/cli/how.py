"""How a run of `validate` goes about its work; none of it changes what is found."""

from __future__ import annotations

import msgspec


class How(msgspec.Struct, frozen=True):
    """`jobs`: processes, 0 for as many as there are cores; `executor`: `dask:ADDRESS`, or empty for processes of this machine.

    `cache`: whether findings of unchanged files are taken from earlier runs. `stats`: say what was done. `changed_since`: only files that
    changed since a commit of git. `watch`: check again on every change. `fix`: mend files, `unsafe_fixes`: also where the meaning could
    change; `diff`: only show what mending would change.
    """

    jobs: int = 0
    executor: str = ""
    cache: bool = True
    stats: bool = False
    changed_since: str | None = None
    watch: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False

    @property
    def mends(self) -> bool:
        """Whether fixes are looked at."""
        return self.fix or self.diff
