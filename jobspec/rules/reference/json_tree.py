"""The expressions of a job file in HCL's JSON form: every string is a template (hcl json/structure.go expression.Value)."""

from __future__ import annotations

from collections.abc import Iterator

from jobspec.hcl.json_syntax import JsonArray, JsonMember, JsonNode, JsonObject, JsonString
from jobspec.hcl.native import parse_template
from jobspec.rules.reference.written import Names, Written
from jobspec.source import Source

#: A property of this name is a comment.
_COMMENT = "//"


def json_expressions(value: JsonNode, source: Source, block: str) -> Iterator[Written]:
    """The templates in a block's value that hold more than a literal. Names of properties count too: in `env` they are templates."""
    yield from _inside(value, source, frozenset(), "", block)


def _inside(value: JsonNode, source: Source, bound: Names, attribute: str, block: str) -> Iterator[Written]:
    match value:
        case JsonString():
            yield from _template(value, source, bound, attribute, block)
        case JsonArray():
            for item in value.values:
                yield from _inside(item, source, bound, attribute, block)
        case JsonObject():
            for member in value.members:
                if member.name != _COMMENT:
                    yield from _member(member, source, bound, attribute or block)


def _member(member: JsonMember, source: Source, bound: Names, block: str) -> Iterator[Written]:
    if member.name == "dynamic" and isinstance(member.value, JsonObject):
        for labelled in member.value.members:
            for body in labelled.value.values if isinstance(labelled.value, JsonArray) else [labelled.value]:
                yield from _dynamic(labelled.name, body, source, bound, block)
        return
    yield from _template(JsonString(member.start, member.end, member.name), source, bound, member.name, block)
    yield from _inside(member.value, source, bound, member.name, block)


def _dynamic(label: str, body: JsonNode, source: Source, bound: Names, block: str) -> Iterator[Written]:
    """A dynamic block: its iterator is known everywhere inside of it but in `for_each`."""
    members = body.members if isinstance(body, JsonObject) else []
    iterator = next((each.value for each in members if each.name == "iterator"), None)
    name = iterator.value if isinstance(iterator, JsonString) else label
    for member in members:
        if member.name != "iterator":
            yield from _inside(member.value, source, bound if member.name == "for_each" else bound | {name}, member.name, label or block)


def _template(string: JsonString, source: Source, bound: Names, attribute: str, block: str) -> Iterator[Written]:
    text = string.value
    if "${" not in text and "%{" not in text:
        return
    result = parse_template(Source(text, source.name))
    if result.value is not None and not result.diagnostics:
        places = _places(source.text, string.start + 1, string.end - 1)
        if len(places) == len(text) + 1:
            yield Written(result.value, bound, attribute, block, source, text, places)


def _places(text: str, start: int, end: int) -> tuple[int, ...]:
    """Where in a file each character of a JSON string stands, and where the string ends."""
    found = []
    at = start
    while at < end:
        found.append(at)
        at += _length(text, at)
    found.append(end)
    return tuple(found)


def _length(text: str, at: int) -> int:
    r"""How many characters of JSON stand for one: of `\ud83d\ude00`, twelve."""
    if text[at] != "\\":
        return 1
    if text[at + 1] != "u":
        return 2
    paired = text[at + 2 : at + 4].lower() in ("d8", "d9", "da", "db") and text[at + 6 : at + 8] == "\\u"
    return 12 if paired and text[at + 8 : at + 10].lower() in ("dc", "dd", "de", "df") else 6
