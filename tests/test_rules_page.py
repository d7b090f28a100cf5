"""The page of rules in the documentation is generated and up to date."""

from __future__ import annotations

import runpy
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"


def test_the_page_is_what_the_rules_say() -> None:
    page = runpy.run_path(str(DOCS / "generate.py"))["page"]()
    assert (DOCS / "rules.md").read_text(encoding="utf-8") == page, "run `python docs/generate.py`"
