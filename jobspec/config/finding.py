"""Looking for the configuration file, from the current directory upwards. Costs a few looks at the file system where there is none."""

from __future__ import annotations

import os

OWN = "jobspec.toml"
SHARED = "pyproject.toml"
_TABLE = b"[tool.jobspec"


def find_config(folder: str) -> str | None:
    """The nearest jobspec.toml, or pyproject.toml with a table `tool.jobspec`, in a folder or above it; jobspec.toml comes first."""
    try:
        here = os.path.abspath(folder)
    except FileNotFoundError:  # the current directory was removed
        return None
    while True:
        own = os.path.join(here, OWN)
        if os.path.isfile(own):
            return own
        shared = os.path.join(here, SHARED)
        if os.path.isfile(shared) and _has_table(shared):
            return shared
        above = os.path.dirname(here)
        if above == here:
            return None
        here = above


def _has_table(path: str) -> bool:
    """Whether the table is there, by its bytes: reading TOML takes longer. A file that cannot be read holds none for us."""
    try:
        with open(path, "rb") as stream:
            return _TABLE in stream.read()
    except OSError:
        return False
