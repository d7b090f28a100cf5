"""Time zones as Go's time.LoadLocation finds them."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1024)
def time_zone_problem(name: str) -> str | None:
    """What is wrong with a zone's name, in Go's words; None for a known zone, and where this machine has no zone database."""
    if name in ("", "UTC", "Local"):
        return None
    if ".." in name or name[0] in "/\\":
        return "time: invalid location name"
    import zoneinfo

    try:
        zoneinfo.ZoneInfo("Etc/UTC")
    except zoneinfo.ZoneInfoNotFoundError:
        return None
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return f"unknown time zone {name}"
    return None
