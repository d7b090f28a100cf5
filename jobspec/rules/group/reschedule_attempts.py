"""How many reschedule attempts fit into an interval."""

from __future__ import annotations

import msgspec


class Viable(msgspec.Struct, frozen=True):
    """Whether all attempts fit, how many do, and the interval (nanoseconds) that all of them need."""

    fits: bool
    possible: int
    needed: int


def viable_attempts(function: str, attempts: int, interval: int, delay: int, longest: int) -> Viable:
    """structs.ReschedulePolicy.viableAttempts, for valid delays; durations in nanoseconds."""
    if function == "constant":
        needed = attempts * delay
        return Viable(True, 0, needed) if interval >= needed else Viable(False, interval // delay, needed)
    if function == "exponential":
        return _exponential(attempts, interval, delay, longest)
    return _fibonacci(attempts, interval, delay, longest)


def _exponential(attempts: int, interval: int, delay: int, longest: int) -> Viable:
    """Delays double up to the ceiling; the interval needed is the last doubled delay plus one ceiling for each later attempt."""
    needed, doublings, possible = 0, 0, 0
    while doublings < attempts and delay * 2**doublings <= longest:
        needed = delay * 2**doublings
        doublings += 1
        possible += needed < interval
    linear = attempts - doublings
    if linear and interval > needed:
        possible += min(linear, (interval - needed - 1) // longest)
    return Viable(possible >= attempts, possible, needed + linear * longest)


def _fibonacci(attempts: int, interval: int, delay: int, longest: int) -> Viable:
    slots = [delay, delay]
    ceiling = False
    for _ in range(2, min(attempts, 100_000)):
        if ceiling:
            following = slots[-1] + longest
        else:
            following = slots[-1] + slots[-2]
            if following > longest:
                following = longest
                ceiling = True
        slots.append(following)
    needed = slots[-1]
    if interval >= needed:
        return Viable(True, 0, needed)
    return Viable(False, next((position for position, slot in enumerate(slots) if slot > interval), 0), needed)
