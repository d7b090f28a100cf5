"""What is generated from the code is up to date."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_generated_files_are_what_the_code_says() -> None:
    generated = runpy.run_path(str(ROOT / "docs/generate.py"))["generated"]()
    stale = [path for path, text in generated.items() if (ROOT / path).read_text(encoding="utf-8") != text]
    assert stale == [], "run `python docs/generate.py`"
