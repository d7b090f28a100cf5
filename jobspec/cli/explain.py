"""`jobspec explain CODE`"""

from __future__ import annotations

import inspect
import sys

from jobspec.cli.exits import OK, UNUSABLE
from jobspec.cli.options import Given, argument
from jobspec.cli.output import say, write
from jobspec.models.suggestion import closest_advice
from jobspec.triage.every_rule import EVERY_RULE
from jobspec.triage.reader_codes import CONFIG_CODES, READER_CODES


def complete_code(incomplete: str) -> list[str]:
    """Codes for shell completion."""
    return sorted(code for code in _codes() if code.startswith(incomplete.upper()))


def _codes() -> list[str]:
    return [*(rule.code for rule in EVERY_RULE), *READER_CODES, *CONFIG_CODES]


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
    words = READER_CODES.get(code.upper()) or CONFIG_CODES.get(code.upper())
    if words is not None:
        write(sys.stdout, f"{code.upper()} (found while the file is read)\n\n{words}\n")
        return OK
    advice = closest_advice(code.lower(), [rule.name for rule in EVERY_RULE]) or "`jobspec rules` lists them"
    say(f"there is no rule {code!r}; {advice}")
    return UNUSABLE
