"""How a model declares its fields: one `Annotated` entry each, from which decoding, the API JSON, the JSON Schema and
help texts all follow."""

from __future__ import annotations

from typing import Any

KINDS = ("attribute", "block", "blocks", "blocks by label", "label", "remain", "api")


class Field:
    """One declaration.

    `kind`: attribute, block (at most one), blocks (a list), `blocks by label` (a map: typed blocks keyed by their one
    label, or a block of free attributes such as `meta` and `config`), label, or `api` (not in HCL, set by
    Nomad or by special decoding). `hcl`: its name in a job file ("" where it has none). `json`: its name in the API.
    `type`: Nomad's type as facts/job_fields.json names it: string, int, int8, int64, uint8 …, bool, float, duration,
    list(string), map(string), map(any), or the name of a model. `omitempty`: left out of the API JSON when absent.
    `go_name`: in agent configs, the name of a Go field without a tag: HCL 1 reads it under that name, in any case of letters.
    """

    __slots__ = ("doc", "go_name", "hcl", "json", "kind", "omitempty", "required", "type")

    def __init__(self, kind: str, hcl: str, json: str | None, type: str, doc: str = "", required: bool = False,
                 omitempty: bool = False, go_name: str = "") -> None:
        self.kind = kind
        self.hcl = hcl
        self.json = json
        self.type = type
        self.doc = doc
        self.required = required
        self.omitempty = omitempty
        self.go_name = go_name

    def __repr__(self) -> str:
        return f"Field({self.kind}, {self.hcl!r}, {self.json!r}, {self.type})"


def attribute(hcl: str, json: str | None, type: str, doc: str = "", *, required: bool = False) -> Field:
    """`name = value`"""
    return Field("attribute", hcl, json, type, doc, required)


def block(hcl: str, json: str, type: str, doc: str = "", *, omitempty: bool = False) -> Field:
    """`name { … }`, at most once."""
    return Field("block", hcl, json, type, doc, omitempty=omitempty)


def blocks(hcl: str, json: str, type: str, doc: str = "") -> Field:
    """`name { … }`, any number of times, in order."""
    return Field("blocks", hcl, json, type, doc)


def block_map(hcl: str, json: str, type: str, doc: str = "") -> Field:
    """Blocks keyed by their label, or one block of free attributes."""
    return Field("blocks by label", hcl, json, type, doc)


def label(hcl: str, json: str, doc: str = "") -> Field:
    """The text between a block's type and its brace."""
    return Field("label", hcl, json, "string", doc)


def api(json: str | None, type: str, doc: str = "") -> Field:
    """Not written in HCL: set by Nomad, or by special decoding. `json` is None where it never appears in JSON."""
    return Field("api", "", json, type, doc)


def interval(hcl: str, json: str, doc: str = "", *, go_name: str = "") -> Field:
    """A duration of an agent config: text in Go's notation, nanoseconds in the model and in JSON."""
    return Field("attribute", hcl, json, "duration", doc, go_name=go_name)


def untagged(json: str, type: str, doc: str = "") -> Field:
    """A Go field that Nomad sets itself, and that HCL 1 reads all the same, since nothing forbids it."""
    return Field("api", "", json, type, doc, go_name=json)


def remain(json: str | None, type: str, doc: str = "") -> Field:
    """All attributes that no other field takes."""
    return Field("remain", "", json, type, doc)


def fields_of(model: type) -> dict[str, Field]:
    """The declarations of a model class by Python name, in order of declaration."""
    found = _CACHE.get(model)
    if found is None:
        found = {}
        for name, annotation in model.__annotations__.items():
            for item in getattr(annotation, "__metadata__", ()):
                if isinstance(item, Field):
                    found[name] = item
        _CACHE[model] = found
    return found


_CACHE: dict[type, dict[str, Field]] = {}


def nested_models(model: type) -> dict[str, type]:
    """The model classes of those fields of a model class that hold one, a list or a map of them, by Python name."""
    found = _NESTED.get(model)
    if found is None:
        found = {}
        for name in fields_of(model):
            nested = _model_in(model.__annotations__[name])
            if nested is not None:
                found[name] = nested
        _NESTED[model] = found
    return found


def _model_in(annotation: Any) -> type | None:
    if isinstance(annotation, type) and hasattr(annotation, "__struct_fields__"):
        return annotation
    if hasattr(annotation, "__metadata__"):
        return _model_in(annotation.__origin__)
    for argument in getattr(annotation, "__args__", ()):
        found = _model_in(argument)
        if found is not None:
            return found
    return None


_NESTED: dict[type, dict[str, type]] = {}
