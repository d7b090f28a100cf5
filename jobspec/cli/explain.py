"""`jobspec explain CODE`"""

from __future__ import annotations

import inspect
import sys

from jobspec.cli.exits import OK, UNUSABLE
from jobspec.cli.options import Given, argument
from jobspec.cli.output import say, write
from jobspec.triage.every_rule import EVERY_RULE
from jobspec.triage.reader_codes import READER_CODES


def complete_code(incomplete: str) -> list[str]:
    """Codes for shell completion."""
    codes = (*(rule.code for rule in EVERY_RULE), *READER_CODES)
    return sorted(code for code in codes if code.startswith(incomplete.upper()))


class Arguments(Given):
    """The command line of `explain`."""

    code = argument("CODE", "A rule's code or name.", complete_code)


def explain(given: Arguments) -> int:
    """Print what a rule finds, why it matters, an example, and what to write instead; of a finding of the reader, what it is."""
    code = given.code
    for rule in EVERY_RULE:
        if code.upper() == rule.code or code.lower() == rule.name:
            text = inspect.cleandoc(rule.__doc__ or "")
            write(sys.stdout, f"{rule.code} {rule.name} ({rule.severity})\n\n{text}\n")
            return OK
    if code.upper() in READER_CODES:
        write(sys.stdout, f"{code.upper()} (found while the file is read)\n\n{READER_CODES[code.upper()]}\n")
        return OK
    say(f"there is no rule {code!r}; `jobspec rules` lists them")
    return UNUSABLE
