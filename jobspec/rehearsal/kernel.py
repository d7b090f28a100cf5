"""The few system calls that Python 3.11 does not offer: namespaces, mounts, and dying with one's parent. Linux only."""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

CLONE_NEWNS = 0x0002_0000
CLONE_NEWNET = 0x4000_0000
MS_BIND = 0x1000
MS_REC = 0x4000
MS_PRIVATE = 0x4_0000
_PR_SET_PDEATHSIG = 1


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(answer: int, what: str) -> None:
    if answer != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")


def unshare(flags: int) -> None:
    """Leave the namespaces of the given kinds for new ones (unshare(2)). Raises OSError."""
    _checked(_libc().unshare(flags), "unshare")


def mount(source: str, target: str, kind: str, flags: int = 0) -> None:
    """mount(2). Raises OSError."""
    _checked(_libc().mount(source.encode(), os.fsencode(target), kind.encode(), ctypes.c_ulong(flags), None), f"mount on {target}")


def unmount(target: str) -> None:
    """umount(2). Raises OSError."""
    _checked(_libc().umount(os.fsencode(target)), f"unmount {target}")


def die_with(parent: int) -> None:
    """Let the kernel kill this process when its parent, `parent`, ends in whatever way (prctl(2), PR_SET_PDEATHSIG)."""
    _checked(_libc().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "prctl")
    if os.getppid() != parent:  # it ended before the call
        os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def inside(namespace: str) -> Iterator[None]:
    """Be in the network namespace at a path; sockets made there stay there. For this thread alone (setns(2)). Raises OSError."""
    libc = _libc()
    back = os.open("/proc/thread-self/ns/net", os.O_RDONLY | os.O_CLOEXEC)
    try:
        there = os.open(namespace, os.O_RDONLY | os.O_CLOEXEC)
        try:
            _checked(libc.setns(there, CLONE_NEWNET), f"setns to {namespace}")
        finally:
            os.close(there)
        try:
            yield
        finally:
            _checked(libc.setns(back, CLONE_NEWNET), "setns back")
    finally:
        os.close(back)
