"""`jobspec rules`"""

from __future__ import annotations

import sys

from jobspec.cli.exits import OK
from jobspec.cli.options import Given
from jobspec.cli.output import write
from jobspec.triage.every_rule import EVERY_RULE


class Arguments(Given):
    """The command line of `rules`: nothing."""


def rules(given: Arguments) -> int:
    """List the rules: code, name, severity, whether Nomad itself refuses, and what it finds."""
    width = max((len(rule.name) for rule in EVERY_RULE), default=0)
    for rule in EVERY_RULE:
        first = (rule.__doc__ or "").strip().split("\n", 1)[0]
        write(sys.stdout, f"{rule.code:8} {rule.name:{width}} {rule.severity:8} {'Nomad' if rule.nomad else 'own':6} {first}\n")
    return OK
