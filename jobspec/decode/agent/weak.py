"""Maps to instances with every conversion that seems to make sense (mapstructure.WeakDecode): how Nomad reads `consul` and `vault` blocks.

Keys that match no field are dropped without a word. All errors are gathered, in the order of the fields.
"""

from __future__ import annotations

from jobspec.decode.agent.draft import Draft
from jobspec.decode.agent.free import AnyList, Free, FreeMap, MapList
from jobspec.go_numbers import NumberError, parse_bool, parse_int
from jobspec.hcl.v1.syntax import fold
from jobspec.models.base import Model
from jobspec.models.fields import fields_of, nested_models

_GO_TYPES: tuple[tuple[type, str], ...] = (
    (bool, "bool"), (int, "int"), (float, "float64"), (str, "string"), (dict, "map[string]interface {}"),
    (MapList, "[]map[string]interface {}"), (AnyList, "[]interface {}"),
)


class WeakError(Exception):
    """A value that cannot be converted: the key, mapstructure's words, and what was wanted."""

    def __init__(self, key: str, message: str, wanted: str) -> None:
        super().__init__(message)
        self.key = key
        self.message = f"'{key}' {message}"
        self.wanted = wanted


def decode_weakly(model: type[Model], values: FreeMap) -> tuple[Draft, list[WeakError]]:
    """A draft of the model and what could not be converted. Durations stay texts."""
    draft = Draft(model)
    errors: list[WeakError] = []
    nested = nested_models(model)
    for field, declaration in fields_of(model).items():
        name = declaration.hcl or declaration.go_name
        key = _key_of(name, values)
        if key is None:
            continue
        value = values[key]
        try:
            if field in nested:
                raise WeakError(name, f'expected a map or struct, got "{_kind(value)}"', "a block")
            if declaration.type == "duration" and declaration.hcl:
                draft.texts[field] = _text(name, value)
            else:
                draft.fields[field] = _converted(declaration.type, name, value)
        except WeakError as error:
            errors.append(error)
    return draft, errors


def _key_of(name: str, values: FreeMap) -> str | None:
    if name in values:
        return name
    folded = fold(name)
    return next((key for key in values if fold(key) == folded), None)


def _converted(type_name: str, name: str, value: Free) -> object:
    match type_name:
        case "string":
            return _text(name, value)
        case "bool":
            return _bool(name, value)
        case "int":
            return _int(name, value, "int")
        case "duration":
            return _int(name, value, "time.Duration")
        case "list(string)":
            return _texts(name, value)
        case _:
            return _text_map(name, value)


def _text(name: str, value: Free) -> str:
    match value:
        case str():
            return value
        case bool():
            return "1" if value else "0"
        case int():
            return str(value)
        case float():
            return _plain(value)
    raise _unconvertible(name, "string", value, "a text")


def _plain(value: float) -> str:
    """A number without an exponent, as short as it can be (strconv.FormatFloat with 'f' and -1)."""
    from decimal import Decimal

    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _bool(name: str, value: Free) -> bool:
    match value:
        case bool() | int() | float():
            return bool(value)
        case "":
            return False
        case str():
            try:
                return parse_bool(value)
            except NumberError as error:
                raise WeakError(name, f"cannot parse value as 'bool': {error.reason}", "true or false") from None
    raise _unconvertible(name, "bool", value, "true or false")


def _int(name: str, value: Free, go_type: str) -> int:
    match value:
        case bool() | int() | float():
            return int(value)
        case str():
            try:
                return parse_int(value or "0")
            except NumberError as error:
                raise WeakError(name, f"cannot parse value as '{go_type}': {error.reason}", "a whole number") from None
    raise _unconvertible(name, go_type, value, "a whole number")


def _texts(name: str, value: Free) -> tuple[str, ...]:
    if isinstance(value, (AnyList, MapList)):
        return tuple(_text(f"{name}[{index}]", item) for index, item in enumerate(value))
    if isinstance(value, dict):
        return (_text(f"{name}[0]", value),) if value else ()
    return (_text(f"{name}[0]", value),)


def _text_map(name: str, value: Free) -> dict[str, str]:
    if isinstance(value, dict):
        return {key: _text(f"{name}[{key}]", item) for key, item in value.items()}
    if isinstance(value, (AnyList, MapList)):
        found: dict[str, str] = {}
        for index, item in enumerate(value):
            found.update(_text_map(f"{name}[{index}]", item))
        return found
    raise _unconvertible(name, "map[string]string", value, "names and values")


def _unconvertible(name: str, wanted: str, value: Free, words: str) -> WeakError:
    return WeakError(name, f"expected type '{wanted}', got unconvertible type '{_go_type(value)}'", words)


def _go_type(value: Free) -> str:
    return next(name for kind, name in _GO_TYPES if isinstance(value, kind))


def _kind(value: Free) -> str:
    return "slice" if isinstance(value, list) else "map" if isinstance(value, dict) else _go_type(value)
