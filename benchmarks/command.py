"""Runs of the command as users start it: their time, and the memory that they take."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

#: Starts a program and prints its exit code and largest resident size. A process of its own and a small one, since what the starting
#: process takes counts as the program's until it is loaded.
_LAUNCHER = """
import os, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
_, status, usage = os.wait4(pid, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))
"""


def command() -> list[str]:
    """The installed `jobspec` of this environment, or the checkout's launcher."""
    installed = Path(sys.executable).parent / "jobspec"
    return [str(installed)] if installed.exists() else [sys.executable, str(Path(__file__).parents[1] / "cli.py")]


def duration(arguments: list[str], folder: Path, environ: Mapping[str, str] | None = None) -> float:
    """Seconds from start to end. Raises RuntimeError for an exit code that means more than findings."""
    started = time.perf_counter()
    ran = subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, env={**os.environ, **(environ or {})},
                         check=False)
    seconds = time.perf_counter() - started
    _ended(ran.returncode, arguments)
    return seconds


def memory(arguments: list[str], folder: Path) -> int:
    """The largest resident size of a program, in bytes."""
    ran = subprocess.run([sys.executable, "-I", "-S", "-c", _LAUNCHER, *arguments], capture_output=True, text=True, cwd=folder, check=True)
    code, largest = map(int, ran.stdout.split())
    _ended(code, arguments)
    return largest


def _ended(code: int, arguments: list[str]) -> None:
    if code not in (0, 1):
        raise RuntimeError(f"exit code {code}: {' '.join(arguments)}")
