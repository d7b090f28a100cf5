"""What later stages may want to know of the file that a job came from."""

from __future__ import annotations

from jobspec.diagnostics import Span
from jobspec.evaluate.scope import Scope
from jobspec.hcl.content import just_attributes
from jobspec.hcl.structure import Attribute, Block, Body
from jobspec.source import Source


class JobFile:
    """The file of a job, as `job.origin.file`.

    `body` is its syntax tree, `blocks` the blocks of its top level, `scope` what expressions in the job block can see: in
    `scope.variables`, `var` and `local` hold the values of variables and locals.
    """

    __slots__ = ("blocks", "body", "scope", "source")

    def __init__(self, source: Source, body: Body, blocks: list[Block], scope: Scope) -> None:
        self.source = source
        self.body = body
        self.blocks = blocks
        self.scope = scope

    @property
    def variables(self) -> dict[str, Span]:
        """Declared input variables and where their names stand."""
        found: dict[str, Span] = {}
        for block in self.blocks:
            if block.type == "variable":
                label = block.labels[0]
                found.setdefault(label.value, Span(self.source, label.start, label.end))
            elif block.type == "variables":
                for name, attribute in just_attributes(block.body, []).items():
                    found.setdefault(name, Span(self.source, attribute.start, attribute.name_end))
        return found

    @property
    def locals(self) -> dict[str, Attribute]:
        """Locals by name."""
        found: dict[str, Attribute] = {}
        for block in self.blocks:
            if block.type == "locals":
                found.update(just_attributes(block.body, []))
        return found
