"""Evaluation of expressions for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jobspec.diagnostics import Diagnostic
from jobspec.evaluate.expressions import evaluate
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.values import Value, object_of
from jobspec.hcl.native import parse_native
from jobspec.source import Source


def _evaluated(expression: str, variables: dict[str, Value] | None = None, constant: bool = False) -> tuple[Value | None, list[Diagnostic]]:
    source = Source(f"a = {expression}\n", "tmp.hcl")
    result = parse_native(source)
    assert result.value is not None
    diagnostics = list(result.diagnostics)
    if diagnostics:
        return None, diagnostics
    scope = Scope(source) if constant else Scope(source, {"var": object_of(variables or {})}, {}, None, runtime_text=True)
    return evaluate(result.value.attributes["a"].expression, scope, diagnostics), diagnostics


def _plain(value: Value) -> object:
    raw = value.raw
    if isinstance(raw, tuple):
        return [_plain(item) for item in raw]
    if isinstance(raw, dict):
        return {key: _plain(item) for key, item in raw.items()}
    return raw


@pytest.fixture(scope="session")
def evaluated() -> Callable[..., tuple[Value | None, list[Diagnostic]]]:
    """The value of an expression in a scope as Nomad's, with `var`; `constant` takes everything away. None where it does not parse."""
    return _evaluated


@pytest.fixture(scope="session")
def plain() -> Callable[[Value], object]:
    """A value as Python's own, to compare with."""
    return _plain
