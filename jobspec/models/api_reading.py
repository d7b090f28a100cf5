"""Models from the JSON of Nomad's API, by their declarations.

This takes what Go's decoder takes: keys in any case, null as absent; and refuses the wrong type, a fraction or an
overflow where Go refuses it.
"""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as Base64Error
from typing import Any, TypeVar, cast

from jobspec.diagnostics import Diagnostic, Severity, Span
from jobspec.models.api_json import INTEGER_RANGES, SCALARS
from jobspec.models.base import Model, Origin
from jobspec.models.fields import Field, fields_of, nested_models
from jobspec.models.json_places import Place
from jobspec.source import Source

AnyModel = TypeVar("AnyModel", bound=Model)
Path = tuple[Any, ...]  # (path of the parent, key or index): linked, so that no level copies the ones above


def from_api_json(model: type[AnyModel], value: object, source: Source | None = None, place: Place | None = None,
                  path: Path = ()) -> tuple[AnyModel | None, list[Diagnostic]]:
    """A model from decoded JSON, and what is wrong with it.

    `source` and `place` (see json_places) give findings their position and models their `origin`. A value of the wrong
    type is an error and leaves its field absent; an unknown key, which Nomad ignores, is a warning. None only when
    `value` is no object.
    """
    reading = _Reading(source)
    return reading.model(model, value, place, path), reading.diagnostics


def path_text(path: Path) -> str:
    """`TaskGroups[0].Tasks[1].Name`"""
    parts: list[str] = []
    while path:
        path, key = path
        parts.append(f"[{key}]" if isinstance(key, int) else f".{key}")
    return "".join(reversed(parts)).lstrip(".") or "the job"


class _Reader:
    """How each key of one model class is read. `folded` serves keys in another case, as Go takes them."""

    __slots__ = ("exact", "folded")

    def __init__(self, model: type) -> None:
        nested = nested_models(model)
        self.exact: dict[str, tuple[str, Field, type | None]] = {
            field.json: (name, field, nested.get(name)) for name, field in fields_of(model).items() if field.json is not None
        }
        self.folded = {key.casefold(): entry for key, entry in self.exact.items()}


class _Reading:
    """One pass over one document."""

    __slots__ = ("diagnostics", "source")

    def __init__(self, source: Source | None) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []

    def model(self, model: type[AnyModel], value: object, place: Place | None, path: Path) -> AnyModel | None:
        if type(value) is not dict:
            self.wrong_type(value, f"an object ({model.__name__})", place, path)
            return None
        plan = _READERS.get(model)
        if plan is None:
            plan = _READERS[model] = _Reader(model)
        exact = plan.exact
        found: dict[str, Any] = {}
        for key, item in value.items():
            entry = exact.get(key) or plan.folded.get(key.casefold())
            if entry is None:
                self.unknown_key(key, model, plan, place, path)
                continue
            if item is None:
                continue
            name, field, nested = entry
            scalar = SCALARS.get(field.type)
            if scalar is None:
                item = self.value(field.type, nested, item, None if place is None else place.member(key), (path, key))
            elif type(item) is not scalar or scalar is int:
                item = self.scalar(field.type, item, None if place is None else place.member(key), (path, key))
            if item is not None:
                found[name] = item
        if place is not None and self.source is not None:
            found["origin"] = _origin(self.source, place, plan)
        return model(**found)

    def value(self, type_name: str, nested: type | None, value: object, place: Place | None, path: Path) -> Any:
        if type_name == "map(any)":
            if type(value) is dict:
                return go_numbers(value)
            self.wrong_type(value, "an object", place, path)
            return None
        if type_name == "list(uint8)" and type(value) is str:
            return self.base64(value, place, path)
        if type_name.startswith("list("):
            return self.sequence(type_name[5:-1], nested, value, place, path)
        if type_name.startswith("map("):
            return self.mapping(type_name[4:-1], nested, value, place, path)
        return self.model(cast("type[Model]", nested), value, place, path)

    def sequence(self, type_name: str, nested: type | None, value: object, place: Place | None, path: Path) -> tuple[Any, ...] | None:
        if type(value) is not list:
            self.wrong_type(value, "a list", place, path)
            return None
        items = []
        for index, item in enumerate(value):
            found = self.element(type_name, nested, item, None if place is None else place.element(index), (path, index))
            if found is not None:
                items.append(found)
        return tuple(items)

    def mapping(self, type_name: str, nested: type | None, value: object, place: Place | None, path: Path) -> dict[str, Any] | None:
        if type(value) is not dict:
            self.wrong_type(value, "an object", place, path)
            return None
        items: dict[str, Any] = {}
        for key, item in value.items():
            if item is None and type_name == "list(string)":
                items[key] = None
                continue
            found = self.element(type_name, nested, item, None if place is None else place.member(key), (path, key))
            if found is not None:
                items[key] = found
        return items

    def element(self, type_name: str, nested: type | None, value: object, place: Place | None, path: Path) -> Any:
        scalar = SCALARS.get(type_name)
        if scalar is not None:
            return scalar() if value is None else self.scalar(type_name, value, place, path)
        if value is None:
            self.wrong_type(value, "an object" if nested is None else f"an object ({nested.__name__})", place, path)
            return None
        return self.value(type_name, nested, value, place, path)

    def scalar(self, type_name: str, value: object, place: Place | None, path: Path) -> Any:
        expected = SCALARS[type_name]
        if type(value) is not expected:
            self.wrong_type(value, _TYPE_WORDS.get(type_name, "a whole number"), place, path)
            return None
        if isinstance(value, int) and expected is int:
            low, high = INTEGER_RANGES[type_name]
            if not low <= value <= high:
                self.report("JOB052", f"{path_text(path)}: {value} is out of range, expected {low} to {high}", place)
                return None
        return value

    def base64(self, value: str, place: Place | None, path: Path) -> tuple[int, ...] | None:
        try:
            return tuple(b64decode(value, validate=True))
        except (Base64Error, ValueError):
            self.report("JOB051", f"{path_text(path)}: {value[:40]!r} is not base64 text", place)
            return None

    def wrong_type(self, value: object, expected: str, place: Place | None, path: Path) -> None:
        advice = None
        if type(value) is str and expected == _TYPE_WORDS["duration"]:
            advice = "the API takes durations as numbers of nanoseconds: 30 seconds are 30000000000"
        elif type(value) is str and expected == "a whole number":
            advice = "write the number without quotation marks"
        self.report("JOB051", f"{path_text(path)}: found {_found(value)}, expected {expected}", place, advice)

    def unknown_key(self, key: str, model: type, plan: _Reader, place: Place | None, path: Path) -> None:
        from jobspec.models.suggestion import closest

        near = closest(key, plan.exact)
        advice = f"did you mean {near!r}?" if near else None
        span = None
        known = None if place is None or place.members is None else place.members.get(key)
        if known is not None and self.source is not None:
            span = Span(self.source, known[0], known[1])
        self.diagnostics.append(Diagnostic(
            code="JOB053", severity=Severity.WARNING, span=span, help=advice,
            message=f"{path_text((path, key))}: {model.__name__} has no field {key!r}; Nomad ignores it"))

    def report(self, code: str, message: str, place: Place | None, advice: str | None = None) -> None:
        span = Span(self.source, place.start, place.end) if place is not None and self.source is not None else None
        self.diagnostics.append(Diagnostic(code=code, severity=Severity.ERROR, message=message, span=span, help=advice, nomad=True,
                                           nomad_message="Failed to parse JSON job"))


def go_numbers(value: object) -> Any:
    """Free JSON values as Go holds them: every number a float64, which prints without a fraction where it has none."""
    if type(value) is dict:
        return {key: go_numbers(item) for key, item in value.items()}
    if type(value) is list:
        return [go_numbers(item) for item in value]
    if type(value) is int and not -(2**53) <= value <= 2**53:
        return _printed(float(value)) if -(10**308) < value < 10**308 else value
    return _printed(value) if type(value) is float else value


def _printed(number: float) -> int | float:
    # encoding/json switches to an exponent from 1e21 on; below, whole numbers print as integers, of which only the digits that tell the
    # float64 apart are not zero
    if not number.is_integer() or abs(number) >= 1e21:
        return number
    if abs(number) <= 2**53:
        return int(number)
    from decimal import Decimal

    return int(Decimal(repr(number)))


def _origin(source: Source, place: Place, plan: _Reader) -> Origin:
    names: dict[str, tuple[int, int]] = {}
    values: dict[str, tuple[int, int]] = {}
    for key, (start, end, inner) in (place.members or {}).items():
        entry = plan.exact.get(key) or plan.folded.get(key.casefold())
        if entry is not None:
            hcl_name = entry[1].hcl or entry[0]
            names[hcl_name] = (start, end)
            values[hcl_name] = (inner.start, inner.end)
    return Origin(source, place.start, place.end, names, values, place.start + 1, place.end - 1)


def _found(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case str():
            return f"the text {value[:40]!r}"
        case dict():
            return "an object"
        case list():
            return "a list"
        case _:
            return f"the number {value}"


_TYPE_WORDS = {"string": "text", "bool": "true or false", "duration": "a duration in nanoseconds"}
_READERS: dict[type, _Reader] = {}
