"""Findings of files that did not change, kept from one run to the next.

The key of an entry is a digest of everything that findings follow from: the content and name of the file, how it is read, the variable
files and node descriptions of the run, and this tool itself. Files that the file in turn reads (`file()`) are listed in the entry with
their digests and compared when it is used. SQLite keeps the entries: it is safe under concurrent use, a process that is killed leaves
it whole, and the folder can be deleted at any time.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from jobspec.evaluate.reads import LISTING, MISSING, PRESENT, digest, state_of_listing
from jobspec.version import VERSION

#: Entries that are kept; beyond, those that were not used for longest go.
MAX_ENTRIES = 100_000
#: How long to wait for another process that is writing, in seconds.
PATIENCE = 5.0
#: How many keys one query asks for; SQLite's own limit on parameters is higher.
QUERY = 500

_TABLE = "CREATE TABLE IF NOT EXISTS findings (key BLOB PRIMARY KEY, used INTEGER NOT NULL, value BLOB NOT NULL) WITHOUT ROWID"


def tool_digest() -> bytes:
    """What this tool is: its version, and when and how large its files are, so that a checkout's changes count too."""
    package = Path(__file__).parents[1]
    parts = [VERSION, sys.version]
    for folder, _, names in sorted(os.walk(package)):
        for name in sorted(names):
            if name.endswith((".py", ".json", ".toml")):
                status = os.stat(os.path.join(folder, name))
                parts.append(f"{folder}/{name} {status.st_size} {status.st_mtime_ns}")
    schemas = package.parent / "schemas"
    if not (package / "schemas").is_dir() and schemas.is_dir():
        parts += [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in sorted(schemas.rglob("*.json"))]
    return digest("\n".join(parts).encode("utf-8", "surrogateescape")).encode()


def unchanged(reads: Mapping[str, str]) -> bool:
    """Whether every file of an entry is still as it was."""
    return all(_state(path, expected) == expected for path, expected in reads.items())


def _state(path: str, expected: str) -> str | None:
    try:
        if expected == PRESENT:
            Path(path).stat()
            return PRESENT
        if expected.startswith(LISTING):
            return state_of_listing(path)
        with open(path, "rb") as file:
            return digest(file.read())
    except FileNotFoundError:
        return MISSING
    except (OSError, ValueError):
        return None


class Cache:
    """Entries by key. Whatever is wrong with the store, a cache answers nothing and keeps nothing: `trouble` says why."""

    def __init__(self, where: str) -> None:
        self.trouble: str | None = None
        self._connection: sqlite3.Connection | None = None
        self._day = 0
        folder = Path(where)
        self._path = folder / "findings.sqlite"
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._open()
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)

    def _open(self) -> None:
        try:
            self._connection = self._connect()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            for path in self._path.parent.glob(f"{self._path.name}*"):  # not a database, or a damaged one
                path.unlink(missing_ok=True)
            self._connection = self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(_TABLE)
            self._day = int(connection.execute("SELECT CAST(julianday('now') AS INTEGER)").fetchone()[0])
        except BaseException:
            connection.close()
            raise
        return connection

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The entries there are for some keys."""
        found: dict[bytes, bytes] = {}
        if self._connection is None:
            return found
        try:
            for start in range(0, len(keys), QUERY):
                part = keys[start : start + QUERY]
                marks = ",".join("?" * len(part))
                found.update(self._connection.execute(f"SELECT key, value FROM findings WHERE key IN ({marks})", part))
        except sqlite3.Error as error:
            self._give_up(error)
        return found

    def put(self, entries: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep entries, all or none of them."""
        rows = [(key, self._day, value) for key, value in entries]
        if self._connection is None or not rows:
            return
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT OR REPLACE INTO findings VALUES (?, ?, ?)", rows)
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._give_up(error)

    def touch(self, keys: Sequence[bytes]) -> None:
        """Note that entries were used, once a day, and make room where there are too many."""
        if self._connection is None:
            return
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            rows = ((self._day, key, self._day) for key in keys)
            self._connection.executemany("UPDATE findings SET used = ? WHERE key = ? AND used < ?", rows)
            excess = self._connection.execute("SELECT COUNT(*) FROM findings").fetchone()[0] - MAX_ENTRIES
            if excess > 0:
                self._connection.execute("DELETE FROM findings WHERE key IN (SELECT key FROM findings ORDER BY used LIMIT ?)", (excess,))
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._give_up(error)

    def close(self) -> None:
        """Let go of the store."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _give_up(self, error: Exception) -> None:
        self.trouble = f"{self._path}: {error}"
        self.close()
