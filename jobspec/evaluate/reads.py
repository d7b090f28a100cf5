"""Which files the functions of a job file looked at: what a result depends on besides the text itself."""

from __future__ import annotations

from typing import Final

#: What stands for a file that is not there, and for one of which only its being there matters.
MISSING: Final = ""
PRESENT: Final = "*"


class Reads:
    """Paths as they were opened, each with the digest of what was found (`MISSING`, `PRESENT`).

    `certain` is false when something was looked at that cannot be told by the content of single files, such as a listing.
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


def digest(data: bytes) -> str:
    """The digest by which contents are compared."""
    from hashlib import blake2b  # loads OpenSSL, which few files need

    return blake2b(data, digest_size=16).hexdigest()
