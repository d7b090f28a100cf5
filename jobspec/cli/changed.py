"""`--changed-since REF`: which files git says were changed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable


class NoGit(Exception):
    """Git cannot say what changed; the message is its own where it has one."""


def changed_files(files: Iterable[str], reference: str) -> tuple[str, ...]:
    """The files that differ from those of a commit, in the working tree: changed, added, and not tracked yet. Raises NoGit.

    What changed on the way from where this branch left the other one counts (`git diff --merge-base`), not what the other has gained since.
    """
    if reference.startswith("-"):
        raise NoGit(f"{reference!r} is not the name of a commit")
    top = _git("rev-parse", "--show-toplevel").rstrip("\n")
    changed = _git("diff", "--name-only", "--merge-base", "-z", "--diff-filter=d", reference, "--").split("\0")
    new = _git("ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", top).split("\0")
    places = {os.path.realpath(os.path.join(top, name)) for name in (*changed, *new) if name}
    return tuple(file for file in files if os.path.realpath(file) in places)


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except OSError as error:
        raise NoGit(f"git cannot be run: {error.strerror}") from None
    if done.returncode != 0:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NoGit(words[0] if words else f"git {arguments[0]} failed")
    return os.fsdecode(done.stdout)
