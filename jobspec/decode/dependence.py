"""What in a job file depends on some of its variables."""

from __future__ import annotations

from typing import Final

from jobspec.evaluate.references import references
from jobspec.hcl.json_syntax import JsonBody
from jobspec.hcl.structure import Attribute, Block, Body
from jobspec.hcl.syntax import Expression, GetAttribute, ScopeTraversal
from jobspec.source import Source

#: Names of variables.
Names = frozenset[str]
_NOTHING: Final[Names] = frozenset()


class Use:
    """An attribute whose value depends on variables, and the body that it stands in."""

    __slots__ = ("attribute", "body", "names")

    def __init__(self, attribute: Attribute, body: Body, names: Names) -> None:
        self.attribute = attribute
        self.body = body
        self.names = names


class Dynamic:
    """A `dynamic` block over something that depends on variables."""

    __slots__ = ("end", "for_each", "start")

    def __init__(self, start: int, end: int, for_each: Expression) -> None:
        self.start = start
        self.end = end
        self.for_each = for_each


class Dependence:
    """What depends on the variables in `names`, in a file's top-level `blocks`.

    `uses` are the attributes whose values depend on one of them, also by way of locals and iterators; `dynamics` the `dynamic` blocks
    that may generate none, other than those over what belongs to an iterator; `locals` the locals of the file. `known` is false for files
    in HCL's JSON form, where nothing is found.
    """

    def __init__(self, blocks: list[Block], source: Source, names: Names) -> None:
        self.uses: list[Use] = []
        self.dynamics: list[Dynamic] = []
        self.locals: dict[str, Attribute] = {}
        self.known = not any(isinstance(block.body, JsonBody) for block in blocks)
        self._source = source
        self._names = names
        self._through: dict[str, Names] = {}
        self._others: list[ScopeTraversal] = []
        if self.known:
            self._read(blocks)

    def behind(self, start: int, end: int) -> Names:
        """The variables to whose values it may be due what is found at these offsets: those of the expressions that it touches. None where
        it is about a reference to something else inside of one."""
        end = max(end, start + 1)
        if any(other.start <= start and end <= other.end for other in self._others):
            return _NOTHING
        touched = (use for use in self.uses if start < use.attribute.expression.end and use.attribute.expression.start < end)
        return _NOTHING.union(*(use.names for use in touched))

    def _read(self, blocks: list[Block]) -> None:
        for block in blocks:
            if block.type == "locals":
                self.locals.update(block.body.attributes)
        changed = True
        while changed:
            changed = False
            for name, attribute in self.locals.items():
                found = self._in(attribute.expression, {})
                if found != self._through.get(name, _NOTHING):
                    self._through[name] = found
                    changed = True
        for block in blocks:
            self._block(block, {})

    def _block(self, block: Block, bound: dict[str, Names]) -> None:
        body = block.body
        if block.type == "dynamic" and block.labels:
            bound = self._dynamic(block, body, bound)
        for attribute in body.attributes.values():
            found = self._in(attribute.expression, bound)
            if found:
                self.uses.append(Use(attribute, body, found))
                others = references(attribute.expression, self._source)
                self._others += (each for each in others if each.root.name in ("var", "local") and not self._of(each, bound))
        for inner in body.blocks:
            self._block(inner, bound)

    def _dynamic(self, block: Block, body: Body, bound: dict[str, Names]) -> dict[str, Names]:
        """What is bound inside."""
        for_each, iterator = body.attributes.get("for_each"), body.attributes.get("iterator")
        found = _NOTHING if for_each is None else self._in(for_each.expression, bound)
        if for_each is not None and found and not any(each.root.name in bound for each in references(for_each.expression, self._source)):
            self.dynamics.append(Dynamic(block.start, block.end, for_each.expression))
        name = block.labels[0].value
        if iterator is not None and isinstance(iterator.expression, ScopeTraversal):
            name = iterator.expression.root.name
        return {**bound, name: found}

    def _in(self, expression: Expression, bound: dict[str, Names]) -> Names:
        """The variables that the value of an expression depends on."""
        return _NOTHING.union(*(self._of(reference, bound) for reference in references(expression, self._source)))

    def _of(self, reference: ScopeTraversal, bound: dict[str, Names]) -> Names:
        """The variables that a reference leads to."""
        root, step = reference.root.name, reference.steps[0] if reference.steps else None
        if root in bound:
            return bound[root]
        name = step.name if isinstance(step, GetAttribute) else None
        if root == "var":
            return self._names if name is None else self._names & {name}
        if root == "local":
            through = self._through
            return _NOTHING.union(*through.values()) if name is None else through.get(name, _NOTHING)
        return _NOTHING
