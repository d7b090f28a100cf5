"""Which files the functions of a job file looked at: what a result depends on besides the text itself."""

from __future__ import annotations

import os
from typing import Final

#: What stands for a file that is not there, and for one of which only its being there matters.
MISSING: Final = ""
PRESENT: Final = "*"
#: What the digest of a folder's listing begins with.
LISTING: Final = "/"


class Reads:
    """Paths as they were opened, each with the digest of what was found (`MISSING`, `PRESENT`, or that of a listing).

    `certain` is false when something was looked at that cannot be told by contents and listings.
    """

    __slots__ = ("certain", "found")

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self.certain = True

    def content(self, path: str, data: bytes) -> None:
        """Note what a file held."""
        self.found[path] = digest(data)

    def existence(self, path: str, exists: bool) -> None:
        """Note whether there is a file."""
        self.found.setdefault(path, PRESENT if exists else MISSING)


    def listing(self, path: str) -> None:
        """Note what stands in a folder, or what else the path is."""
        self.found[path] = state_of_listing(path)


def state_of_listing(path: str) -> str:
    """A folder's entries with their kinds, links followed, and where it really is; `MISSING` where there is nothing. Raises OSError."""
    if not os.path.lexists(path):
        return MISSING
    parts = [os.path.realpath(path)]
    if os.path.isdir(path):
        parts += [f"{name} {_kind(os.path.join(path, name))}" for name in sorted(os.listdir(path))]
    return LISTING + digest("\n".join(parts).encode("utf-8", "surrogateescape"))


def _kind(path: str) -> int:
    try:
        return os.stat(path).st_mode
    except OSError:
        return 0


def digest(data: bytes) -> str:
    """The digest by which contents are compared."""
    from hashlib import blake2b  # loads OpenSSL, which few files need

    return blake2b(data, digest_size=16).hexdigest()
