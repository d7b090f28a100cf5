"""`jobspec explain CODE`"""

from __future__ import annotations

import inspect
import sys
from typing import Annotated

import typer

from jobspec.cli.exits import UNUSABLE
from jobspec.cli.output import write
from jobspec.triage.every_rule import EVERY_RULE
from jobspec.triage.reader_codes import READER_CODES


def complete_code(incomplete: str) -> list[str]:
    """Codes for shell completion."""
    codes = (*(rule.code for rule in EVERY_RULE), *READER_CODES)
    return sorted(code for code in codes if code.startswith(incomplete.upper()))


def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="A rule's code or name.", autocompletion=complete_code)],
) -> None:
    """Print what a rule finds, why it matters, an example, and what to write instead; of a finding of the reader, what it is."""
    for rule in EVERY_RULE:
        if code.upper() == rule.code or code.lower() == rule.name:
            text = inspect.cleandoc(rule.__doc__ or "")
            write(sys.stdout, f"{rule.code} {rule.name} ({rule.severity})\n\n{text}\n")
            return
    if code.upper() in READER_CODES:
        write(sys.stdout, f"{code.upper()} (found while the file is read)\n\n{READER_CODES[code.upper()]}\n")
        return
    write(sys.stderr, f"jobspec: there is no rule {code!r}; `jobspec rules` lists them\n")
    raise typer.Exit(UNUSABLE)
