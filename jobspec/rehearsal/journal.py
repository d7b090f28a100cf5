"""What a rehearsal leaves on the machine itself, written down before it is made, so that a later run can remove it.

Namespaces, links, packet filter rules, leases and named namespaces live in namespaces of the rehearsal's own processes: the kernel
removes them with the last of these, however they end. What remains are empty folders to mount on. A journal is locked as long as its
processes live.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path("/run/jobspec-rehearse")


class Journal:
    """An open, locked journal. `close` removes what it names, and the journal."""

    __slots__ = ("_descriptor", "_folders", "path")

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor
        self._folders: list[str] = []

    def make_folders(self, wanted: Iterable[str]) -> None:
        """Make folders that are not there, each one written down before. Raises OSError."""
        for folder in wanted:
            missing: list[Path] = []
            path = Path(folder)
            while not path.exists():
                missing.append(path)
                path = path.parent
            for each in reversed(missing):
                self._folders.append(str(each))
                self._write()
                each.mkdir()

    def close(self) -> None:
        """Remove the folders that were made (those that are empty: others got something from elsewhere) and the journal."""
        _remove(self._folders)
        self.path.unlink(missing_ok=True)
        os.close(self._descriptor)
        _remove([str(self.path.parent)])

    def _write(self) -> None:
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, json.dumps({"folders": self._folders}).encode(), 0)
        os.fsync(self._descriptor)


def open_journal(folder: Path = FOLDER) -> Journal:
    """A new journal of this process, locked. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{os.getpid()}.json"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return Journal(path, descriptor)


def clean(folder: Path = FOLDER) -> list[str]:
    """Remove what rehearsals left that were killed; those still running are let alone. Returns what was removed."""
    removed: list[str] = []
    for path in sorted(folder.glob("*.json")):
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        except FileNotFoundError:
            continue
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            continue
        removed += _remove(_folders_in(os.read(descriptor, 1 << 20)))
        path.unlink(missing_ok=True)
        removed.append(str(path))
        os.close(descriptor)
    _remove([str(folder)])
    return removed


def _folders_in(text: bytes) -> list[str]:
    """The folders that a journal names; none where it was killed before its first line."""
    try:
        content = json.loads(text or b"{}")
    except ValueError:
        return []
    return [folder for folder in content.get("folders", ()) if isinstance(folder, str)]


def _remove(folders: list[str]) -> list[str]:
    removed = []
    for folder in reversed(folders):
        try:
            Path(folder).rmdir()
        except OSError:  # not there any more, or not empty
            continue
        removed.append(folder)
    return removed
