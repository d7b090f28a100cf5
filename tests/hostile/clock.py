"""Time as tests may measure it: on a shared machine one measurement says little, the least of several says enough."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

ATTEMPTS = 6
SMALLEST = 0.02  # seconds: below, the clock's and the machine's own noise is most of what is measured


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call, without the garbage collector, which walks through what all other tests have left."""
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        work()
        return time.process_time() - started
    finally:
        gc.enable()


def growth(small: Callable[[], object], large: Callable[[], object], limit: float) -> float:
    """How many times as long `large` takes as `small`, each the least of its attempts; the first figure under `limit` is enough.

    Input that is 4 times as large takes 4 times as long where time is in proportion, and 16 times where it is not: a limit of 8 tells
    them apart even where single measurements are off by half.
    """
    least, ratio = [float("inf"), float("inf")], float("inf")
    for _ in range(ATTEMPTS):
        least = [min(before, seconds(work)) for before, work in zip(least, (small, large), strict=True)]
        ratio = least[1] / max(least[0], SMALLEST)
        if ratio < limit:
            break
    return ratio
