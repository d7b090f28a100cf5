"""Writes what follows from the code: docs/rules.md from the rules, and the schemas that follow from declarations.

Run `python docs/generate.py`. A test fails when a file is stale.
"""

from __future__ import annotations

import inspect
import json
from pathlib import Path

from jobspec.config.schema import config_schema
from jobspec.models.agent_schema import agent_schema
from jobspec.models.schema import job_schema
from jobspec.plan.schema import plan_schema
from jobspec.triage.every_rule import EVERY_RULE, AnyRule
from jobspec.triage.reader_codes import READER_CODES
from jobspec.triage.rule_pages import anchor

ROOT = Path(__file__).parents[1]
SCHEMAS = {
    "agent.schema.json": agent_schema,
    "config.schema.json": config_schema,
    "job.schema.json": job_schema,
    "plan.v1.schema.json": plan_schema,
}
HEAD = """\
# Rules

Generated from the rules by `python docs/generate.py`; `jobspec explain CODE` prints the same text. "Nomad" in the list means that Nomad
itself refuses (error) or warns (warning) for this reason.

"""
READER = """
## Findings of the reader

What is found while a file is read, before there is a job that rules could look at. Nomad refuses nearly all of it too; each finding has
Nomad's own words.

| code | what it finds |
|---|---|
"""


def generated() -> dict[str, str]:
    """The text of every generated file, by its path in the checkout."""
    schemas = {f"schemas/{name}": json.dumps(make(), indent=2, ensure_ascii=False) + "\n" for name, make in SCHEMAS.items()}
    return {"docs/rules.md": page(), **schemas}


def page() -> str:
    """The whole page: a list of all rules, the text of each, and what the reader finds."""
    rules = "| code | name | severity | |\n|---|---|---|---|\n" + "".join(map(row, EVERY_RULE)) + "".join(map(section, EVERY_RULE))
    return HEAD + rules + READER + "".join(f"| {code} | {text.replace('|', chr(92) + '|')} |\n" for code, text in READER_CODES.items())


def row(rule: AnyRule) -> str:
    """A rule's line in the list."""
    return f"| [{rule.code}](#{anchor(rule)}) | {rule.name} | {rule.severity} | {'Nomad' if rule.nomad else ''} |\n"


def section(rule: AnyRule) -> str:
    """A rule's docstring below its own heading, headings one level down."""
    text = inspect.cleandoc(rule.__doc__ or "").replace("\n## ", "\n### ")
    return f"\n## {rule.code} {rule.name}\n\n{text}\n"


if __name__ == "__main__":
    for path, text in generated().items():
        (ROOT / path).write_text(text, encoding="utf-8")
