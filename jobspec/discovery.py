"""Which job files a list of paths stands for, and their bytes.

A file that is named is always taken. A folder is walked: `*.nomad` and `*.nomad.hcl` are job files by name, another `*.hcl`
is one when it holds a `job` block. An `*.hcl` with a block that only Nomad agents' configurations
have is one of those, and CNI networks (`*.conflist`, and `*.conf` and `*.json` with a `cniVersion`) are taken too. In a folder of
nothing but such files, broken JSON is taken too, as it keeps Nomad's client from starting.
What `.gitignore` files (and `.git` itself) leave out is left out. Other JSON is taken only when it is named, since `*.json`
in a repository says nothing about what it holds.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from jobspec.decode.recognize import holds_job

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

#: Standard input, as in Nomad's own commands.
STANDARD_INPUT = "-"

_NODE_POOL = re.compile(rb'^[ \t]*node_pool[ \t]+"', re.MULTILINE)


class Unreadable(msgspec.Struct, frozen=True):
    """A path that could not be read, and why, in words."""

    path: str
    reason: str


class Found(msgspec.Struct, frozen=True):
    """The job files of some paths in a stable order (the order given; inside folders by name), and what could not be read."""

    files: tuple[str, ...]
    unreadable: tuple[Unreadable, ...]


class Excluded(msgspec.Struct, frozen=True):
    """Patterns, as in `.gitignore`, of what is left out of folders that are walked; they are relative to `folder`.

    `named`: files that are named are left out too, as pre-commit needs it, which names every file that changed.
    """

    patterns: tuple[str, ...] = ()
    folder: str = "."
    named: bool = False


def find_job_files(paths: Iterable[str], excluded: Excluded | None = None) -> Found:
    """Replace folders by the job files in them. A file that is reached twice is taken once, under its first name."""
    files: dict[str, None] = {}
    leave_out = () if excluded is None or not excluded.patterns else (_excluding(excluded),)
    unreadable: list[Unreadable] = []
    for path in paths:
        if path != STANDARD_INPUT and os.path.isdir(path):
            before = len(unreadable)
            inside = list(_walk(path, leave_out, unreadable))
            files.update(dict.fromkeys(inside))
            if not inside and len(unreadable) == before:
                unreadable.append(Unreadable(path, "no job files in this folder (*.nomad, *.nomad.hcl, or *.hcl with a job block)"))
        elif not (excluded is not None and excluded.named and _ignored(path, leave_out)):
            files.setdefault(path)
    return Found(tuple(files), tuple(unreadable))


def read_bytes(path: str) -> bytes | Unreadable:
    """The content of a file, or of standard input for `-`."""
    try:
        if path == STANDARD_INPUT:
            return Unreadable(path, "standard input is closed") if sys.stdin is None else sys.stdin.buffer.read()
        with open(path, "rb", buffering=0) as stream:
            return stream.readall()
    except OSError as error:
        return Unreadable(path, reason(error, path))
    except ValueError:  # a NUL in the name
        return Unreadable(path, "not a file name: it holds a NUL character")


def reason(error: OSError, path: str) -> str:
    if isinstance(error, FileNotFoundError):
        return "the link points to nothing" if os.path.islink(path) else "there is no such file"
    if isinstance(error, IsADirectoryError):
        return "it is a folder, and a file is needed here"
    if isinstance(error, PermissionError):
        return "reading it is not permitted"
    return (error.strerror or str(error)).lower()


def _walk(folder: str, leave_out: tuple[_Ignore, ...], unreadable: list[Unreadable]) -> Iterator[str]:
    """Job files below `folder`, names sorted; links to folders are followed unless they lead back up."""
    top = os.path.abspath(folder)
    yield from _walk_one(folder, leave_out, _ignores_above(top), frozenset(), unreadable)


def _walk_one(folder: str, leave_out: tuple[_Ignore, ...], ignores: tuple[_Ignore, ...], above: frozenset[tuple[int, int]],
              unreadable: list[Unreadable]) -> Iterator[str]:
    try:
        status = os.stat(folder)
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        unreadable.append(Unreadable(folder, reason(error, folder)))
        return
    identity = (status.st_dev, status.st_ino)
    if identity in above:
        return
    if any(entry.name == ".gitignore" for entry in entries):
        ignores = (*ignores, *_ignore_in(os.path.abspath(folder)))
    folders = []
    for entry in entries:
        path = entry.path.removeprefix("./")
        is_folder = _is_folder(entry)
        if leave_out and _ignored(path + "/" if is_folder else path, leave_out):
            continue
        if is_folder:
            if entry.name != ".git" and not _ignored(path + "/", ignores):
                folders.append(path)
        elif _named_like_a_job(entry.name) and not _ignored(path, ignores) and _is_checked(entry, path, unreadable):
            yield path
    for inner in folders:
        yield from _walk_one(inner, leave_out, ignores, above | {identity}, unreadable)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder or leads to one."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a regular file or leads to one."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _named_like_a_job(name: str) -> bool:
    return name.endswith((".nomad", ".hcl", ".conflist", ".conf", ".json"))


def _is_checked(entry: os.DirEntry[str], path: str, unreadable: list[Unreadable]) -> bool:
    """Whether a file of a folder is one to check: by name for `*.nomad`, and for `*.nomad.hcl` unless it plainly is a node pool
    (`nomad node pool init` writes pool.nomad.hcl); by content for others. Sockets and the like hold nothing.
    """
    name = entry.name
    if not _is_file(entry) and os.path.exists(path):
        return False
    if name.endswith((".nomad", ".conflist")):
        return True
    content = read_bytes(path)
    if name.endswith((".conf", ".json")):
        from jobspec.nodes.cni_files import is_broken_cni_file, is_cni_file

        return not isinstance(content, Unreadable) and (is_cni_file(name, content) or is_broken_cni_file(path, content))
    if isinstance(content, Unreadable):
        if not name.endswith(".nomad.hcl"):
            unreadable.append(content)
            return False
        return True
    if holds_job(content):
        return True
    if b"client" in content or b"server" in content or b"plugin" in content:
        from jobspec.nodes.agent.recognize import is_surely_agent_config

        if is_surely_agent_config(content):
            return True
    return name.endswith(".nomad.hcl") and _NODE_POOL.search(content) is None


class _Ignore(msgspec.Struct, frozen=True):
    """One `.gitignore`: the folder it stands in and its patterns."""

    folder: str
    spec: GitIgnoreSpec


def _ignore_in(folder: str) -> tuple[_Ignore, ...]:
    """The patterns of a folder's `.gitignore`; none where it cannot be read."""
    content = read_bytes(os.path.join(folder, ".gitignore"))
    if isinstance(content, Unreadable):
        return ()
    from pathspec import GitIgnoreSpec

    return (_Ignore(folder, GitIgnoreSpec.from_lines(os.fsdecode(content).splitlines())),)


def _excluding(excluded: Excluded) -> _Ignore:
    from pathspec import GitIgnoreSpec

    return _Ignore(os.path.abspath(excluded.folder), GitIgnoreSpec.from_lines(excluded.patterns))


def _ignores_above(folder: str) -> tuple[_Ignore, ...]:
    """The `.gitignore` files of the folders above, up to the root of the repository; none outside a repository."""
    above: list[str] = []
    here = folder
    while not os.path.exists(os.path.join(here, ".git")):
        parent = os.path.dirname(here)
        if parent == here:
            return ()
        above.append(parent)
        here = parent
    return tuple(ignore for place in reversed(above) for ignore in _ignore_in(place))


def _ignored(path: str, ignores: tuple[_Ignore, ...]) -> bool:
    """Whether the last `.gitignore` that speaks of the path leaves it out; nearer ones speak later, as in git."""
    if not ignores:
        return False
    absolute = os.path.abspath(path) + ("/" if path.endswith("/") else "")
    for ignore in reversed(ignores):
        inside = ignore.folder.rstrip("/") + "/"
        if not absolute.startswith(inside):
            continue
        relative = absolute[len(inside) :]
        verdict = ignore.spec.check_file(relative).include
        if verdict is not None:
            return verdict
    return False
