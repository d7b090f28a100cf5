"""Numbers of things in words."""

from __future__ import annotations


def count(number: int, noun: str) -> str:
    """`1 port`, `2 ports`, `1,000 ports`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
