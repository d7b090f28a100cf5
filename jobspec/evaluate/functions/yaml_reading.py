"""YAML text as a value (go-cty-yaml decode.go, implied_type.go; the events are libyaml's)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from jobspec.evaluate.convert import convert
from jobspec.evaluate.errors import ConversionError, FunctionError
from jobspec.evaluate.functions.limits import check_collection
from jobspec.evaluate.functions.yaml_scalars import ScalarProblem, scalar_value
from jobspec.evaluate.types import STRING, ObjectType, TupleType, Type
from jobspec.evaluate.values import Value, object_of, tuple_of
from jobspec.go_text import quote

if TYPE_CHECKING:
    from yaml.error import MarkedYAMLError
    from yaml.events import AliasEvent, Event, MappingStartEvent, ScalarEvent, SequenceStartEvent

_TAG: Final = "tag:yaml.org,2002:"
_DEEPEST: Final = 200


class _Node:
    """A value, the type that go-cty-yaml expects of it, and how many values are in it."""

    __slots__ = ("size", "type", "value")

    def __init__(self, value: Value, type: Type, size: int) -> None:
        self.value = value
        self.type = type
        self.size = size


def read_yaml(text: str) -> Value:
    """The value of a YAML document: objects, tuples, strings, numbers, booleans and nulls. Raises FunctionError."""
    from yaml import YAMLError
    from yaml.error import MarkedYAMLError

    try:
        return _Reader(text or "\n").document()
    except MarkedYAMLError as error:
        raise FunctionError(_problem(error)) from None
    except YAMLError as error:
        raise FunctionError(getattr(error, "reason", None) or str(error)) from None


def _events(text: str) -> Iterator[Event]:
    import yaml

    loader: type = getattr(yaml, "CLoader", yaml.Loader)
    return iter(yaml.parse(text, Loader=loader))


def _problem(error: MarkedYAMLError) -> str:
    """What is wrong and where; lines count from 0, and the first has no position (parserErrorWrap)."""
    from yaml.scanner import ScannerError

    problem = error.problem or "invalid YAML syntax"
    mark = error.problem_mark
    if mark is not None and mark.line:
        if isinstance(error, ScannerError):
            return f"on line {mark.line + 1}, column 1: {problem}"
        return f"on line {mark.line}, column {mark.column + 1}: {problem}"
    mark = error.context_mark
    if mark is not None and mark.line:
        return f"on line {mark.line}, column {mark.column + 1}: {problem}"
    return problem


class _Reader:
    """Reads one document. `anchors` are complete, `pending` are being read."""

    __slots__ = ("anchors", "depth", "events", "pending")

    def __init__(self, text: str) -> None:
        self.events = _events(text)
        self.anchors: dict[str, _Node] = {}
        self.pending: set[str] = set()
        self.depth = 0

    def document(self) -> Value:
        from yaml import events

        next(self.events)
        start = next(self.events)
        if not isinstance(start, events.DocumentStartEvent):
            raise _wrong(start, "missing start of document")
        node = self.node(next(self.events))
        next(self.events)
        end = next(self.events)
        if not isinstance(end, events.StreamEndEvent):
            raise _wrong(end, "unexpected extra content after value")
        try:
            return convert(node.value, node.type)
        except ConversionError as error:
            raise FunctionError(error.message) from None

    def node(self, event: Event) -> _Node:
        from yaml import events

        if isinstance(event, events.AliasEvent):
            return self.alias(event)
        assert isinstance(event, events.NodeEvent)
        anchor = event.anchor
        outer = anchor is not None and anchor in self.pending
        if anchor is not None:
            self.pending.add(anchor)
        self.depth += 1
        if self.depth > _DEEPEST:
            raise FunctionError(f"the text is nested more than {_DEEPEST} levels deep, and jobspec reads no deeper", nomad=False)
        if isinstance(event, events.MappingStartEvent):
            node = self.mapping(event)
        elif isinstance(event, events.SequenceStartEvent):
            node = self.sequence(event)
        else:
            assert isinstance(event, events.ScalarEvent)
            node = _scalar(event)
        self.depth -= 1
        check_collection(node.size)
        if anchor is not None:
            if not outer:
                self.pending.discard(anchor)
            self.anchors[anchor] = node
        return node

    def alias(self, event: AliasEvent) -> _Node:
        anchor = event.anchor or ""
        if anchor in self.pending:
            raise _wrong(event, f"cannot refer to anchor {quote(anchor)} from inside its own definition")
        node = self.anchors.get(anchor)
        if node is None:
            raise _wrong(event, f"reference to undefined anchor {quote(anchor)}")
        return node

    def sequence(self, event: SequenceStartEvent) -> _Node:
        from yaml import events

        if event.tag and event.tag != _TAG + "seq":
            raise _wrong(event, f"can't interpret sequence as {event.tag}")
        nodes: list[_Node] = []
        size = 1
        for item in self.events:
            if isinstance(item, events.SequenceEndEvent):
                break
            nodes.append(self.node(item))
            size += nodes[-1].size
            check_collection(size)
        return _Node(tuple_of([node.value for node in nodes]), TupleType(tuple(node.type for node in nodes)), size)

    def mapping(self, event: MappingStartEvent) -> _Node:
        from yaml import events

        if event.tag and event.tag != _TAG + "map":
            raise _wrong(event, f"can't interpret mapping as {event.tag}")
        values: dict[str, Value] = {}
        types: dict[str, Type] = {}
        size = 1
        for key in self.events:
            if isinstance(key, events.MappingEndEvent):
                break
            if isinstance(key, events.ScalarEvent) and ((not key.tag and key.value == "<<") or key.tag == _TAG + "merge"):
                node = self.node(next(self.events))
                for merged in _merged(key, node):
                    values.update(merged[0])
                    types.update(merged[1])
            else:
                name = _key(key)
                node = self.node(next(self.events))
                values[name], types[name] = node.value, node.type
            size += node.size
            check_collection(size)
        return _Node(object_of(values), ObjectType({name: types[name] for name in sorted(types)}), size)


def _wrong(event: Event, message: str) -> FunctionError:
    mark = event.start_mark
    if mark is None or mark.line == 0:
        return FunctionError(message)
    return FunctionError(f"on line {mark.line}, column {mark.column + 1}: {message}")


def _scalar(event: ScalarEvent) -> _Node:
    try:
        value = scalar_value(event.tag or "", event.value, event.style)
    except ScalarProblem as problem:
        raise _wrong(event, problem.message) from None
    # A block of text is a string, though what it holds may look like something else and be read as that first.
    explicit_text = not event.tag and not event.implicit[0]
    return _Node(value, STRING if explicit_text else value.type, 1)


def _key(event: Event) -> str:
    from yaml import events

    if not isinstance(event, events.ScalarEvent):
        raise _wrong(event, "only strings are allowed as mapping keys")
    try:
        key = convert(scalar_value(event.tag or "", event.value, event.style), STRING)
    except ScalarProblem as problem:
        raise FunctionError(problem.message) from None
    if not isinstance(key.raw, str):
        raise _wrong(event, "mapping key cannot be null")
    return key.raw


def _merged(event: Event, node: _Node) -> Iterator[tuple[dict[str, Value], dict[str, Type]]]:
    """The attributes that `<<` brings: those of a mapping, or of each mapping of a sequence."""
    if isinstance(node.type, ObjectType):
        assert isinstance(node.value.raw, dict)
        yield node.value.raw, node.type.attributes
    elif isinstance(node.type, TupleType):
        assert isinstance(node.value.raw, tuple)
        for item, kind in zip(node.value.raw, node.type.elements, strict=True):
            if not isinstance(kind, ObjectType):
                raise _wrong(event, f"cannot merge {kind.friendly} (from sequence) into mapping")
            assert isinstance(item.raw, dict)
            yield item.raw, kind.attributes
    else:
        raise _wrong(event, f"cannot merge {node.type.friendly} into mapping")
