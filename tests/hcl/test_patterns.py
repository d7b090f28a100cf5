"""What Python's re module can be trusted with in every version that the project runs on."""

from __future__ import annotations

import re
from pathlib import Path

from jobspec.hcl import parse_native
from jobspec.source import Source

PACKAGE = Path(__file__).parents[2] / "jobspec"
REPEATED_GROUP = re.compile(r"\)(?:[*+?]|\{[0-9,]+\})\+")


def test_no_group_is_repeated_possessively() -> None:
    # Before Python 3.11.5 re takes back a part of what such a group has matched (gh-106052): (?>(?:…)*) says the same and works.
    lines = [f"{path.name}:{number}" for path in PACKAGE.rglob("*.py")
             for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if REPEATED_GROUP.search(line)]
    assert lines == []


def test_a_sequence_that_opens_at_the_end_of_a_text_is_seen() -> None:
    assert [found.code for found in parse_native(Source('a = "${"\n', "x.hcl")).diagnostics] == ["HCL004"]
