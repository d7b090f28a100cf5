"""Kinds of findings about node descriptions and CNI networks.

As with rules, the class docstring is the text: `jobspec explain CODE` and the docs page are that text, and its examples run as tests.
The code that looks lives beside what it reads; it makes its diagnostics with `at`, so that code, weight and whose refusal it is stand
in one place.
"""

from __future__ import annotations

from typing import ClassVar

from jobspec.diagnostics import Diagnostic, Related, Severity, Span


class FindingKind:
    """Base of every kind. `scope` says what its examples are: `cni` (a CNI file) or `client` (an agent configuration)."""

    code: ClassVar[str] = ""
    name: ClassVar[str] = ""
    severity: ClassVar[Severity] = Severity.ERROR
    nomad: ClassVar[bool] = False
    scope: ClassVar[str] = "client"

    @classmethod
    def at(cls, span: Span | None, message: str, *, nomad: str | None = None, help: str | None = None,
           related: tuple[Related, ...] = ()) -> Diagnostic:
        """A finding of this kind. `nomad` is Nomad's own text for it."""
        return Diagnostic(code=cls.code, severity=cls.severity, message=message, span=span, related=related, help=help,
                          nomad=cls.nomad, nomad_message=nomad)
