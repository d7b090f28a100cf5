"""Whether version constraints can be read as Nomad reads them; see jobspec.go_version."""

from __future__ import annotations

from jobspec.go_version import VersionError, parse_constraints


def version_constraint_problem(text: str) -> str | None:
    """What go-version's NewConstraint says against a comma-separated list of constraints; None for a good one."""
    return _problem(text, semver=False)


def semver_constraint_problem(text: str) -> str | None:
    """The same for semver's NewConstraint, which has no `~>`."""
    return _problem(text, semver=True)


def _problem(text: str, *, semver: bool) -> str | None:
    try:
        parse_constraints(text, semver=semver)
    except VersionError as problem:
        return str(problem)
    return None
