"""What keeps a run from being done."""

from __future__ import annotations


class UnusableExecutor(Exception):
    """The executor that was asked for cannot be had; the message says why and what to do."""
