"""uuidv4 and uuidv5 (go-cty-funcs uuid/)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.functions.arguments import text
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.quoting import quote
from jobspec.evaluate.types import STRING
from jobspec.evaluate.values import Value, string

_NAMESPACES: Final = {
    "dns": "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
    "url": "6ba7b811-9dad-11d1-80b4-00c04fd430c8",
    "oid": "6ba7b812-9dad-11d1-80b4-00c04fd430c8",
    "x500": "6ba7b814-9dad-11d1-80b4-00c04fd430c8",
}
_HEXADECIMAL: Final = frozenset("0123456789abcdefABCDEF")


def _uuidv4(arguments: Sequence[Value], context: Context | None) -> Value:
    import uuid

    return string(str(uuid.uuid4()))


def _uuidv5(arguments: Sequence[Value], context: Context | None) -> Value:
    import uuid

    namespace, name = text(arguments[0]), text(arguments[1])
    try:
        digits = _digits(_NAMESPACES.get(namespace, namespace))
    except FunctionError as error:
        raise FunctionError(f"uuidv5() doesn't support namespace {namespace} ({error.message})") from None
    return string(str(uuid.uuid5(uuid.UUID(digits), name)))


def _digits(text: str) -> str:
    """The 32 digits of a UUID in one of the four forms that google/uuid takes. Raises FunctionError."""
    if len(text) == 45:
        if text[:9].lower() != "urn:uuid:":
            raise FunctionError(f"invalid urn prefix: {quote(text[:9])}")
        text = text[9:]
    elif len(text) == 38:
        if not (text.startswith("{") and text.endswith("}")):
            raise FunctionError("invalid bracketed UUID format")
        text = text[1:-1]
    elif len(text) not in (32, 36):
        raise FunctionError(f"invalid UUID length: {len(text.encode('utf-8', 'surrogateescape'))}")
    if len(text) == 36:
        if any(text[position] != "-" for position in (8, 13, 18, 23)):
            raise FunctionError("invalid UUID format")
        text = text[:8] + text[9:13] + text[14:18] + text[19:23] + text[24:]
    if not _HEXADECIMAL.issuperset(text):
        raise FunctionError("invalid UUID format")
    return text


FUNCTIONS: Final = (
    Function("uuidv4", _uuidv4, (), STRING),
    Function("uuidv5", _uuidv5, (Param("namespace", STRING), Param("name", STRING)), STRING),
)
