"""What a job file says of the values that its variables may have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from jobspec.decode.dependence import Dependence, Use
from jobspec.evaluate.references import parts_of, references
from jobspec.evaluate.values import Value, number, string
from jobspec.hcl.structure import Block
from jobspec.hcl.syntax import (
    Binary,
    Call,
    Conditional,
    Expression,
    GetAttribute,
    Index,
    Literal,
    ObjectCons,
    ObjectKey,
    ScopeTraversal,
    Template,
)
from jobspec.models.words import WORDS
from jobspec.source import Source

#: What is longer is a text of its own, not a value to compare with.
_LONGEST: Final = 64
#: How many names of a file are of interest, and how many of them for a single text.
_MOST_NAMES: Final = 40
_MOST_LABELS: Final = 16
_MOST_PORTS: Final = 6

_QUOTED: Final = re.compile(r'"(\w[\w.-]{0,63})"')
#: What follows the kind in the variables by which tasks look names up.
_SOUGHT: Final = re.compile(r"\bNOMAD_(?:META|PORT|IP|ADDR|HOST_[A-Z]+|ALLOC_[A-Z]+|UPSTREAM_[A-Z]+)_(\w{1,63})")
#: Attributes that name something that has a label.
_NAMING: Final = frozenset({"address_mode", "destination_name", "host_network", "port", "source", "target", "task", "volume"})


class Hints:
    """The names in a file and, by variable, the values that the file has for it: see `of`."""

    def __init__(self, blocks: list[Block], source: Source, dependence: Dependence) -> None:
        self._source = source
        self._dependence = dependence
        self._sought = _distinct(name for match in _SOUGHT.finditer(source.text) for name in (match[1], match[1].lower()))
        self._labels = _distinct(label.value for block in _all(blocks) for label in block.labels)
        self._ports = _distinct(label.value for block in _all(blocks) if block.type == "port" for label in block.labels)[:_MOST_PORTS]
        #: Texts that may be looked up among names, for variables that may be all of the names.
        self.names = _distinct((*self._sought, *self._labels, *(match[1] for match in _QUOTED.finditer(source.text))))[:_MOST_NAMES]
        self._by_variable: dict[str, dict[str, Value]] = {}
        for use in dependence.uses:
            for value in self._values(use):
                for name in use.names:
                    self._by_variable.setdefault(name, {}).setdefault(repr(value), value)

    def of(self, variable: str) -> tuple[Value, ...]:
        """What the file compares a variable with, the keys that it picks, what stands beside it in the same block, the words that the
        attribute knows that it is the value of, and names that are looked up somewhere."""
        return tuple(self._by_variable.get(variable, {}).values())

    def fields_of(self, variable: str) -> set[str]:
        """The attributes that are used of a variable, or of the elements of a `dynamic` block over it."""
        found: set[str] = set()
        for use in self._dependence.uses:
            if variable in use.names:
                for reference in references(use.attribute.expression, self._source):
                    found.update(_field(reference, variable))
        return found

    def words_of(self, variable: str) -> tuple[Value, ...]:
        """What a variable must be for the attributes that it is the value of, or a part of, to have one of the words that they know."""
        found = (value for use in self._dependence.uses if variable in use.names for value in self._words(use))
        return tuple({repr(value): value for value in found}.values())

    def _words(self, use: Use) -> Iterator[Value]:
        """The words of an attribute; those of a `port` are the labels of ports."""
        words = self._ports if use.attribute.name == "port" else WORDS.get(use.attribute.name, ())
        expression = use.attribute.expression
        yield from map(string, _completing(expression, (*words, "true", "false"), r"(?!)") if isinstance(expression, Template) else words)

    def _values(self, use: Use) -> Iterator[Value]:
        name, expression = use.attribute.name, use.attribute.expression
        yield from self._decisive(expression)
        yield from self._words(use)
        if isinstance(expression, Template):
            # in the names of environment variables only word characters are left
            yield from map(string, _completing(expression, (*self._sought, *self._labels), r"\W"))
            return
        yield from map(string, self._sought[:_MOST_LABELS])
        if name in _NAMING:
            yield from map(string, self._labels[:_MOST_LABELS])
        for other in use.body.attributes.values():
            yield from _constants([other.expression])

    def _decisive(self, expression: Expression) -> Iterator[Value]:
        """The constants of an expression that decides something, and of the locals that it looks into."""
        nodes = list(_nodes(expression))
        if not any(isinstance(node, (Binary, Call, Conditional, Index)) for node in nodes):
            return
        for reference in references(expression, self._source):
            step = reference.steps[0] if reference.steps else None
            if reference.root.name == "local" and isinstance(step, GetAttribute) and step.name in self._dependence.locals:
                nodes += _nodes(self._dependence.locals[step.name].expression)
        yield from _constants(nodes)


def _completing(template: Template, names: Iterable[str], unclean: str) -> Iterator[str]:
    """What makes a text with one interpolation one of the names, in which `_` stands for `unclean` characters."""
    texts = [part.value if isinstance(part, Literal) else None for part in template.parts]
    if texts.count(None) != 1:
        return
    place = texts.index(None)
    before, after = (re.sub(unclean, "_", "".join(map(str, some))) for some in (texts[:place], texts[place + 1 :]))
    for name in names:
        if len(name) > len(before) + len(after) and name.startswith(before) and name.endswith(after):
            yield name[len(before) : len(name) - len(after)]


def _field(reference: ScopeTraversal, variable: str) -> Iterator[str]:
    """The attribute in `var.variable.attribute` and `iterator.value.attribute`."""
    root = reference.root.name
    match reference.steps:
        case [GetAttribute(name=first), GetAttribute(name=second), *_]:
            if (root == "var" and first == variable) or (root not in ("var", "local") and first == "value"):
                yield second


def _constants(nodes: Iterable[Expression]) -> Iterator[Value]:
    for node in nodes:
        match node:
            case Template(literal=str(text)) if len(text) <= _LONGEST:
                yield string(text)
            case Literal(value=value) if isinstance(value, int) and not isinstance(value, bool):
                yield number(value)
                yield string(str(value))
            case ObjectKey(wrapped=ScopeTraversal(root=root, steps=[])):
                yield string(root.name)


def _nodes(expression: Expression) -> Iterator[Expression]:
    pending = [expression]
    while pending:
        node = pending.pop()
        yield node
        pending.extend(parts_of(node))
        if isinstance(node, ObjectCons):
            pending.extend(key for key, _ in node.items)


def _all(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from _all(block.body.blocks)


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(islice(dict.fromkeys(texts), _MOST_NAMES))
