"""Where the cache is."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping


def cache_folder(environ: Mapping[str, str]) -> str:
    """`JOBSPEC_CACHE_DIR`, else `jobspec` in the user's folder for caches."""
    chosen = environ.get("JOBSPEC_CACHE_DIR")
    if chosen:
        return chosen
    base = environ.get("XDG_CACHE_HOME") or (environ.get("LOCALAPPDATA") if sys.platform == "win32" else None)
    if not base:
        base = os.path.expanduser("~/Library/Caches" if sys.platform == "darwin" else "~/.cache")
    return os.path.join(base, "jobspec")
