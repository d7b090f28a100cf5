"""yamlencode and yamldecode (go-cty-yaml cty_funcs.go, implied_type.go, decode.go). The YAML itself is read by PyYAML's parser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from jobspec.evaluate.convert import convert
from jobspec.evaluate.equality import is_wholly_known
from jobspec.evaluate.errors import ConversionError, FunctionError
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.functions.yaml_scalars import MERGE_TAG, scalar_value
from jobspec.evaluate.functions.yaml_writing import yaml_of
from jobspec.evaluate.quoting import quote
from jobspec.evaluate.types import DYNAMIC, STRING, ObjectType, TupleType
from jobspec.evaluate.values import Value, object_of, string, tuple_of, unknown_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.events import AliasEvent, Event, MappingStartEvent, ScalarEvent, SequenceStartEvent

_MAP_TAG: Final = "tag:yaml.org,2002:map"
_SEQ_TAG: Final = "tag:yaml.org,2002:seq"


def _encode(arguments: Sequence[Value], context: Context | None) -> Value:
    value = arguments[0]
    return string(yaml_of(value)) if is_wholly_known(value) else unknown_of(STRING)


def _decode(arguments: Sequence[Value], context: Context | None) -> Value:
    from yaml import YAMLError
    from yaml.error import MarkedYAMLError

    text = arguments[0].raw
    assert isinstance(text, str)
    try:
        return _Reader(text).document()
    except MarkedYAMLError as error:
        place = f" on line {error.problem_mark.line + 1}" if error.problem_mark is not None else ""
        raise FunctionError(f"{error.problem or error.context or 'the YAML is not well formed'}{place}") from None
    except YAMLError:
        raise FunctionError("control characters are not allowed") from None
    except RecursionError:
        raise FunctionError("the YAML document is nested too deeply") from None


class _Reader:
    """Builds the value of the one document of a text from the parser's events."""

    __slots__ = ("_anchors", "_events", "_pending")

    def __init__(self, text: str) -> None:
        import yaml

        # libyaml is what Nomad's reader was ported from; PyYAML's own parser, which differs in details, serves where it is not built in.
        self._events: Iterator[Event] = yaml.parse(text or "\n", Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self._anchors: dict[str, Value] = {}
        self._pending: list[str] = []

    def document(self) -> Value:
        from yaml.events import DocumentEndEvent, DocumentStartEvent, StreamEndEvent

        next(self._events)
        if not isinstance(next(self._events), DocumentStartEvent):
            raise FunctionError("on line 1, column 1: missing start of document")
        value = self._value(next(self._events))
        if not isinstance(next(self._events), DocumentEndEvent):
            raise FunctionError("unexpected extra content after value")
        if not isinstance(next(self._events), StreamEndEvent):
            raise FunctionError("unexpected extra content after value")
        return value

    def _value(self, event: Event) -> Value:
        from yaml.events import AliasEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent

        match event:
            case AliasEvent():
                return self._alias(event)
            case ScalarEvent():
                return self._anchored(event.anchor, _scalar(event))
            case MappingStartEvent() | SequenceStartEvent():
                if event.anchor:
                    self._pending.append(event.anchor)
                value = self._mapping(event) if isinstance(event, MappingStartEvent) else self._sequence(event)
                if event.anchor:
                    self._pending.remove(event.anchor)
                return self._anchored(event.anchor, value)
        raise _error(event, "unexpected parser event")

    def _anchored(self, anchor: str | None, value: Value) -> Value:
        if anchor:
            self._anchors[anchor] = value
        return value

    def _alias(self, event: AliasEvent) -> Value:
        name = event.anchor or ""
        if name in self._pending:
            raise _error(event, f"cannot refer to anchor {quote(name)} from inside its own definition")
        if name not in self._anchors:
            raise _error(event, f"reference to undefined anchor {quote(name)}")
        return self._anchors[name]

    def _sequence(self, event: SequenceStartEvent) -> Value:
        from yaml.events import SequenceEndEvent

        if event.tag and event.tag != _SEQ_TAG:
            raise _error(event, f"can't interpret sequence as {event.tag}")
        items: list[Value] = []
        for inner in self._events:
            if isinstance(inner, SequenceEndEvent):
                break
            items.append(self._value(inner))
        return tuple_of(items)

    def _mapping(self, event: MappingStartEvent) -> Value:
        from yaml.events import MappingEndEvent, ScalarEvent

        if event.tag and event.tag != _MAP_TAG:
            raise _error(event, f"can't interpret mapping as {event.tag}")
        attributes: dict[str, Value] = {}
        for key in self._events:
            if isinstance(key, MappingEndEvent):
                break
            if not isinstance(key, ScalarEvent):
                raise _error(key, "only strings are allowed as mapping keys")
            if (not key.tag and key.value == "<<") or key.tag == MERGE_TAG:
                _merge(attributes, self._value(next(self._events)), key)
                continue
            name = _key(key)
            attributes[name] = self._value(next(self._events))
        return object_of(attributes)


def _merge(attributes: dict[str, Value], value: Value, event: Event) -> None:
    """`<<: other`: the attributes of a mapping, or of each mapping of a sequence."""
    sources = value.raw if isinstance(value.type, TupleType) else (value,)
    assert isinstance(sources, tuple)
    for source in sources:
        if not isinstance(source.type, ObjectType) or not isinstance(source.raw, dict):
            inside = " (from sequence)" if isinstance(value.type, TupleType) else ""
            raise _error(event, f"cannot merge {source.type.friendly}{inside} into mapping")
        attributes.update(source.raw)


def _key(event: ScalarEvent) -> str:
    # A key's tag and quotes count, but "tagged as a plain string" does not: it is resolved like any scalar.
    try:
        name = convert(scalar_value(event.tag or "", event.value, event.style in ("'", '"')), STRING)
    except ConversionError:
        raise _error(event, "only strings are allowed as mapping keys") from None
    if not isinstance(name.raw, str):
        raise _error(event, "mapping key cannot be null")
    return name.raw


def _scalar(event: ScalarEvent) -> Value:
    tag = event.tag or ""
    if not tag and not event.implicit[0]:
        return string(event.value)
    try:
        return scalar_value("" if tag == "!" else tag, event.value, event.style in ("'", '"'))
    except FunctionError as error:
        raise _error(event, error.message) from None


def _error(event: Event, message: str) -> FunctionError:
    mark = event.start_mark
    return FunctionError(message if mark is None else f"on line {mark.line + 1}, column {mark.column + 1}: {message}")


FUNCTIONS: Final = (
    Function("yamlencode", _encode, (Param("value", DYNAMIC, allow_null=True, allow_dynamic=True),), STRING),
    Function("yamldecode", _decode, (Param("src", STRING),), DYNAMIC),
)
