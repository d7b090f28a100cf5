"""Writing a file whole: whoever looks sees the old content or all of the new one, also when the writer is killed."""

from __future__ import annotations

import os
import stat
from contextlib import suppress


def write_whole(path: str, content: bytes) -> None:
    """Put content in the place of a file, or make the file. Links are followed, and the mode of a file that was there is kept.

    The content is written beside the file and then moved into its place. A device or a pipe is written to as it is. Raises OSError where
    that cannot be done, and leaves nothing behind; ValueError where the path is no name of a file.
    """
    target = os.path.realpath(path)
    try:
        mode = os.stat(target).st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and not stat.S_ISREG(mode):
        with open(target, "wb") as stream:
            stream.write(content)
        return
    scratch = os.path.join(os.path.dirname(target), f".jobspec-{os.urandom(8).hex()}.tmp")
    try:
        with open(scratch, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(scratch, stat.S_IMODE(mode))
        os.replace(scratch, target)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(scratch)
        raise
