"""`--watch`: check again whenever a file changes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from itertools import chain

from jobspec.cli.exits import OK, UNUSABLE
from jobspec.cli.output import say
from jobspec.discovery import STANDARD_INPUT

#: Milliseconds after which the watcher answers that nothing changed.
LULL = 300


def watch(paths: Iterable[str], run: Callable[[], int]) -> int:
    """Run once, and again after each change below the paths, until interrupted. Changes that come together count as one."""
    try:
        from watchfiles import watch as changes
    except ImportError:
        say('--watch needs the package watchfiles: pip install "nomad-jobspec[watch]"')
        return UNUSABLE
    watched = sorted({_watched(path) for path in paths if path != STANDARD_INPUT})
    if not watched:
        say("--watch needs files or folders: standard input does not change")
        return UNUSABLE
    missing = [path for path in watched if not os.path.isdir(path)]
    if missing:
        say(f"cannot watch {missing[0]}: there is no such folder")
        return UNUSABLE
    batches = changes(*watched, yield_on_timeout=True, rust_timeout=LULL)
    try:
        next(batches)  # from here on nothing is missed, also while the first run goes on
        for found in chain([True], batches):
            if found:
                say("checking")
                run()
                sys.stdout.flush()
                say(f"watching {', '.join(watched)}; Ctrl-C stops")
    except KeyboardInterrupt:
        pass  # how one stops it
    return OK


def _watched(path: str) -> str:
    """The folder to watch for a path: editors replace files, so the folder around a file, not the file itself."""
    return path if os.path.isdir(path) else os.path.dirname(path) or "."
