"""How many reschedule attempts fit into an interval."""

from __future__ import annotations

import msgspec

from jobspec.go_numbers import int64


class Viable(msgspec.Struct, frozen=True):
    """Whether all attempts fit, how many do, and the interval (nanoseconds) that all of them need."""

    fits: bool
    possible: int
    needed: int


def viable_attempts(function: str, attempts: int, interval: int, delay: int, longest: int) -> Viable:
    """structs.ReschedulePolicy.viableAttempts, for valid delays; durations in nanoseconds. Sums overflow as in Go."""
    if function == "constant":
        needed = int64(attempts * delay)
        return Viable(True, 0, needed) if interval >= needed else Viable(False, int(interval / delay), needed)
    if function == "exponential":
        return _exponential(attempts, interval, delay, longest)
    return _fibonacci(attempts, interval, delay, longest)


def _exponential(attempts: int, interval: int, delay: int, longest: int) -> Viable:
    """Delays double up to the ceiling; the interval needed is the last doubled delay plus one ceiling for each later attempt.

    From the 64th attempt on, the factor is the smallest number of 64 bits (what amd64 makes of a float that is too large).
    """
    needed, possible = 0, 0
    for attempt in range(min(attempts, 63)):
        following = int64(delay * 2**attempt)
        needed = following if following <= longest else int64(needed + longest)
        possible += needed < interval
    if attempts > 63:
        needed = int64(-(2**63) * delay)
        possible += (attempts - 63) * (needed < interval)
    return Viable(possible >= attempts, possible, needed)


def _fibonacci(attempts: int, interval: int, delay: int, longest: int) -> Viable:
    slots = [delay, delay]
    ceiling = False
    for _ in range(2, min(attempts, 100_000)):
        if ceiling:
            following = int64(slots[-1] + longest)
        else:
            following = int64(slots[-1] + slots[-2])
            if following > longest:
                following = longest
                ceiling = True
        slots.append(following)
    needed = slots[-1]
    if interval >= needed:
        return Viable(True, 0, needed)
    return Viable(False, next((position for position, slot in enumerate(slots) if slot > interval), 0), needed)
