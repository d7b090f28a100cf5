"""JSON files as data with places: plain values, and where every key stands."""

from __future__ import annotations

from typing import Any

from jobspec.diagnostics import Diagnostic, Span
from jobspec.hcl.json_parser import parse_json
from jobspec.hcl.json_syntax import JsonArray, JsonBody, JsonBool, JsonNode, JsonNumber, JsonObject, JsonString
from jobspec.source import Source

Path = tuple[str | int, ...]
Places = dict[Path, Span]


class Document:
    """A file as JSON: `value` is a dict or a list, `places` maps the path of each key or element to its span."""

    __slots__ = ("places", "source", "value")

    def __init__(self, source: Source, value: Any, places: Places) -> None:
        self.source = source
        self.value = value
        self.places = places

    def place(self, path: Path) -> Span:
        """Where the path stands, or the nearest thing around it that stands somewhere."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Span(self.source, 0, min(1, len(self.source.text))))

    def below(self, path: Path, value: Any) -> Places:
        """The places of what stands at a path, whose value this is, and of everything in it; by the way from there."""
        found: Places = {}
        pending: list[tuple[Path, Any]] = [((), value)]
        while pending:
            way, one = pending.pop()
            span = self.places.get((*path, *way))
            if span is not None:
                found[way] = span
            if isinstance(one, dict):
                pending += [((*way, key), inner) for key, inner in one.items()]
            elif isinstance(one, list):
                pending += [((*way, index), inner) for index, inner in enumerate(one)]
        return found


def parse_document(source: Source) -> tuple[Document | None, Diagnostic | None]:
    """Read a file. The document is None where Go's encoding/json refuses the text too; then there is the parser's first error."""
    result = parse_json(source)
    body = result.value
    if result.errors or not isinstance(body, JsonBody):
        return None, result.errors[0] if result.errors else None
    places: Places = {}
    return Document(source, _plain(body.value, (), source, places), places), None


def _plain(node: JsonNode, path: Path, source: Source, places: Places) -> Any:
    """The value of a node. Of repeated names the last one counts, as in Go."""
    if isinstance(node, JsonObject):
        members: dict[str, Any] = {}
        for member in node.members:
            name = _readable(member.name)
            places[(*path, name)] = Span(source, member.start, member.end)
            members[name] = _plain(member.value, (*path, name), source, places)
        return members
    if isinstance(node, JsonArray):
        for index, element in enumerate(node.values):
            places[(*path, index)] = Span(source, element.start, element.start + 1)
        return [_plain(element, (*path, index), source, places) for index, element in enumerate(node.values)]
    if isinstance(node, JsonString):
        return _readable(node.value)
    if isinstance(node, JsonBool):
        return node.value
    if isinstance(node, JsonNumber):
        text = source.text[node.start : node.end]
        return int(text) if len(text) < 300 and text.lstrip("-").isdigit() else float(text)
    return None


def _readable(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace") if not text.isascii() else text
