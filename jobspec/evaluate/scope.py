"""What an expression can see while it is evaluated (hcl.EvalContext)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from jobspec.source import Source

if TYPE_CHECKING:
    from jobspec.evaluate.functions.signature import Context, Function
    from jobspec.evaluate.values import Value
    from jobspec.hcl.syntax import AnonymousSymbol


class Scope:
    """Names and functions, and where to look further (`parent`).

    `source` is the text that the expressions' offsets point into. `variables` and `functions` are None where the
    language allows none at all, which gives other messages than an empty scope. `runtime_text` is Nomad's rule that a
    reference to an unknown name is text, left for the client to fill in (`${attr.cpu.arch}`). `context` is handed to
    functions. `text` is the text from which such references are copied: that of the source, unless given.
    """

    __slots__ = ("context", "functions", "items", "parent", "runtime_text", "source", "text", "variables")

    def __init__(self, source: Source, variables: dict[str, Value] | None = None, functions: Mapping[str, Function] | None = None,
                 context: Context | None = None, runtime_text: bool = False, parent: Scope | None = None, text: str | None = None) -> None:
        self.source = source
        self.text = source.text if text is None else text
        self.variables = variables
        self.functions = functions
        self.context = context
        self.runtime_text = runtime_text
        self.parent = parent
        #: The elements at hand of the splats that are being evaluated in exactly this scope.
        self.items: dict[AnonymousSymbol, Value] | None = None

    def child(self, variables: dict[str, Value]) -> Scope:
        """A scope inside this one, in which `variables` hide names of the same kind."""
        return Scope(self.source, variables, None, self.context, self.runtime_text, self, self.text)
