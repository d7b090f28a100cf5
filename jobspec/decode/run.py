"""What one decoding of one file carries along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from jobspec.diagnostics import Diagnostic, Related, Severity, Span
from jobspec.evaluate.scope import Scope
from jobspec.hcl.structure import Block
from jobspec.hcl.syntax import Expression
from jobspec.models.base import Model
from jobspec.source import Source

#: Nested dynamic blocks multiply; more than this many blocks are no job but an accident or an attack.
MAX_GENERATED: Final = 100_000

#: What a field gets, by field name: the keyword arguments of a model class.
Fields = dict[str, object]


class PendingValue:
    """An expression inside a free map (`config`, `policy`), evaluated after everything else was decoded."""

    __slots__ = ("expression", "holder", "name", "scope")

    def __init__(self, holder: dict[str, object], name: str, expression: Expression, scope: Scope) -> None:
        self.holder = holder
        self.name = name
        self.expression = expression
        self.scope = scope


class Run:
    """Findings so far, in Nomad's order, and the values still to be evaluated.

    `decoders`: model classes that are decoded in a way of their own (gohcl Decoder.RegisterBlockDecoder); `finishes`: what
    completes the fields of a class before its instance is made.
    """

    __slots__ = ("decoders", "diagnostics", "finishes", "generated", "pending", "source")

    def __init__(self, source: Source, decoders: Decoders | None = None, finishes: Finishes | None = None) -> None:
        self.source = source
        self.decoders: Decoders = {} if decoders is None else decoders
        self.finishes: Finishes = {} if finishes is None else finishes
        self.diagnostics: list[Diagnostic] = []
        self.pending: list[PendingValue] = []
        #: How many blocks dynamic ones have generated so far.
        self.generated = 0

    def exhausted(self, dynamic: Block) -> bool:
        """Whether dynamic blocks have generated so many blocks that this one may not go on; said once."""
        if self.generated <= MAX_GENERATED:
            return False
        if not any(found.code == "HCL386" for found in self.diagnostics):
            self.diagnostics.append(Diagnostic(
                code="HCL386", severity=Severity.ERROR, span=Span(self.source, dynamic.definition_start, dynamic.header_end),
                message=f"the dynamic blocks of this file generate more than {MAX_GENERATED} blocks",
                help="Nomad itself has no limit; a job of this size cannot be registered",
            ))
        return True

    def refuse(self, code: str, start: int, end: int, message: str, nomad_message: str, help: str | None = None) -> None:
        """Note an error that Nomad reports too."""
        self.diagnostics.append(Diagnostic(code=code, severity=Severity.ERROR, message=message, span=Span(self.source, start, end),
                                           help=help, nomad=True, nomad_message=nomad_message))

    def refuse_second(self, code: str, second: Block, first: tuple[int, int], message: str, summary: str, detail: str,
                      help: str = "merge the two into one") -> None:
        """Note that a block may not stand beside an earlier one; a `{}` in `detail` is where Nomad names the earlier place."""
        source, (start, end) = self.source, first
        last = f"{source.line_at(end)}," if source.line_at(end) != source.line_at(start) else ""
        place = f"{source.name}:{source.line_at(start)},{source.column_at(start)}-{last}{source.column_at(end)}"
        self.diagnostics.append(Diagnostic(
            code=code, severity=Severity.ERROR, message=message, span=Span(source, second.definition_start, second.header_end),
            related=(Related(Span(source, start, end), "the first one is here"),), help=help, nomad=True,
            nomad_message=f"{summary}; {detail.format(place)}",
        ))

    def drop_repeated(self, first: int, start: int) -> None:
        """Forget findings from index `start` on that repeat those from `first` to there: Nomad reads some bodies twice and says it
        twice."""
        found = self.diagnostics
        if len(found) == start or first == start:
            return
        known = {(d.code, d.span.start, d.nomad_message) for d in found[first:start] if d.span is not None}
        found[start:] = [d for d in found[start:] if d.span is None or (d.code, d.span.start, d.nomad_message) not in known]

    def has_errors(self) -> bool:
        """Whether anything so far keeps Nomad from accepting the file."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


#: Decodes a block of one model class in its own way.
BlockDecoder = Callable[[Block, Scope, Run], Model]
Decoders = Mapping[type[Model], BlockDecoder]
Finishes = Mapping[type[Model], Callable[[Fields], None]]
