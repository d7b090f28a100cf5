"""Writes docs/rules.md from the rules: `python docs/generate.py`. A test fails when the page is stale."""

from __future__ import annotations

import inspect
from pathlib import Path

from jobspec.rules import ADMISSION_RULES, RULES
from jobspec.rules.rule import Rule

PAGE = Path(__file__).with_name("rules.md")
HEAD = """\
# Rules

Generated from the rules by `python docs/generate.py`; `jobspec explain CODE` prints the same text. "Nomad" in the list means that Nomad
itself refuses (error) or warns (warning) for this reason.

"""


def page() -> str:
    """The whole page: a list of all rules, then the text of each."""
    rules = sorted((*RULES, *ADMISSION_RULES), key=lambda rule: rule.code)
    return HEAD + "| code | name | severity | |\n|---|---|---|---|\n" + "".join(map(row, rules)) + "".join(map(section, rules))


def row(rule: Rule) -> str:
    """A rule's line in the list."""
    return f"| [{rule.code}](#{anchor(rule)}) | {rule.name} | {rule.severity} | {'Nomad' if rule.nomad else ''} |\n"


def anchor(rule: Rule) -> str:
    """The link to a rule's heading, as Markdown renderers make it."""
    return f"{rule.code.lower()}-{rule.name}"


def section(rule: Rule) -> str:
    """A rule's docstring below its own heading, headings one level down."""
    text = inspect.cleandoc(rule.__doc__ or "").replace("\n## ", "\n### ")
    return f"\n## {rule.code} {rule.name}\n\n{text}\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
