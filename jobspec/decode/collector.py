"""Python's garbage collector, paused while a tree grows."""

from __future__ import annotations

import gc


class CollectorPaused:
    """No collection inside the `with` block. Nothing of a tree that is being built is garbage, and looking for it again and
    again makes a file of 10 MB take five times as long."""

    __slots__ = ("was_enabled",)

    def __enter__(self) -> None:
        self.was_enabled = gc.isenabled()
        gc.disable()

    def __exit__(self, *failure: object) -> None:
        if self.was_enabled:
            gc.enable()
