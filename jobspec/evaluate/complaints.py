"""Diagnostics of evaluation."""

from __future__ import annotations

from jobspec.diagnostics import Diagnostic, Severity, Span
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.values import Value


def complain(diagnostics: list[Diagnostic], scope: Scope, start: int, end: int, code: str, message: str, summary: str, detail: str,
             help: str | None = None, nomad: bool = True) -> None:
    """Append an error that Nomad reports, too, as `summary; detail`; without `nomad`, one that only we make."""
    diagnostics.append(
        Diagnostic(
            code=code,
            severity=Severity.ERROR,
            message=message,
            span=Span(scope.source, start, end),
            help=help,
            nomad=nomad,
            nomad_message=f"{summary}; {detail}" if nomad else None,
        )
    )


def runtime_advice(value: Value) -> str | None:
    """What to say of a value that is the text of a reference which the client fills in; None of any other."""
    raw = value.raw
    if not isinstance(raw, str) or not raw.startswith("${"):
        return None
    return f"{raw} is only a text when the job is read; the client fills it in later. Decide in a template or a script of the task."
