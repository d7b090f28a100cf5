"""What constraints and affinities have in common: their operators."""

from __future__ import annotations

from jobspec.go_regexp import regexp_problem
from jobspec.go_text import quote
from jobspec.rules.versions import semver_constraint_problem, version_constraint_problem

COMPARISONS = frozenset(("=", "==", "is", "!=", "not", "<", "<=", ">", ">="))
SET_OPERATORS = frozenset(("set_contains", "set_contains_all", "set_contains_any"))
CONSTRAINT_OPERATORS = (
    *sorted(COMPARISONS),
    *sorted(SET_OPERATORS),
    "regexp",
    "version",
    "semver",
    "distinct_hosts",
    "distinct_property",
    "is_set",
    "is_not_set",
)
AFFINITY_OPERATORS = (*sorted(COMPARISONS), *sorted(SET_OPERATORS), "regexp", "version", "semver")


def value_problem(operator: str, value: str, kind: str) -> tuple[str, str] | None:
    """(our words, Nomad's words) where `value` does not suit `operator`; `kind` is constraint or affinity.

    structs.Constraint.Validate and structs.Affinity.Validate.
    """
    if operator in COMPARISONS:
        return (
            None
            if value
            else (
                f'operator "{operator}" needs a value to compare with, and value is empty',
                f"Operator {quote(operator)} requires an RTarget",
            )
        )
    if operator in SET_OPERATORS:
        words = "Set contains constraint requires an RTarget" if kind == "constraint" else "Set contains operators require an RTarget"
        return None if value else (f'operator "{operator}" needs a list of values, and value is empty', words)
    if operator == "regexp":
        problem = regexp_problem(value)
        return (
            None
            if problem is None
            else (
                f'"{value}" is not a regular expression: {problem.removeprefix("error parsing regexp: ")}',
                f"Regular expression failed to compile: {problem}",
            )
        )
    if operator == "version":
        problem = version_constraint_problem(value)
        return (
            None
            if problem is None
            else (f'"{value}" is not a version constraint; expected one such as ">= 1.2, < 2.0"', f"Version {kind} is invalid: {problem}")
        )
    if operator == "semver":
        problem = semver_constraint_problem(value)
        return (
            None
            if problem is None
            else (
                f'"{value}" is not a semantic version constraint; expected one such as ">= 1.2.0, < 2.0.0"',
                f"Semver {kind} is invalid: {problem}",
            )
        )
    return None
