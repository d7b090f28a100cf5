"""UUIDs (go-cty-funcs/uuid over google/uuid)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.functions.arguments import text
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.types import STRING
from jobspec.evaluate.values import Value, string
from jobspec.go_text import quote

_NAMESPACES: Final = {
    "dns": "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
    "url": "6ba7b811-9dad-11d1-80b4-00c04fd430c8",
    "oid": "6ba7b812-9dad-11d1-80b4-00c04fd430c8",
    "x500": "6ba7b814-9dad-11d1-80b4-00c04fd430c8",
}
_DASHED: Final = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\Z")
_PLAIN: Final = re.compile(r"[0-9a-fA-F]{32}\Z")


def _uuidv4(args: Sequence[Value], _: Context | None) -> Value:
    from uuid import uuid4

    return string(str(uuid4()))


def _uuidv5(args: Sequence[Value], _: Context | None) -> Value:
    """The name based UUID of a name in `dns`, `url`, `oid`, `x500`, or the namespace of a UUID."""
    from uuid import UUID, uuid5

    namespace = text(args[0])
    try:
        known = _NAMESPACES.get(namespace) or _parsed(namespace)
    except FunctionError as error:
        raise FunctionError(f"uuidv5() doesn't support namespace {namespace} ({error.message})") from None
    return string(str(uuid5(UUID(known), text(args[1]))))


def _parsed(given: str) -> str:
    """The digits of a UUID in any of the notations that uuid.Parse takes.

        uuid = dashed | "urn:uuid:" dashed | any dashed any | 32 digits
    """
    length = len(given.encode("utf-8", "surrogatepass"))
    candidate = given
    if length == 32:
        if _PLAIN.match(given):
            return given
    elif length == 45:
        if given[:9].lower() != "urn:uuid:":
            prefix = given.encode("utf-8", "surrogatepass")[:9].decode("utf-8", "surrogateescape")
            raise FunctionError(f"invalid urn prefix: {quote(prefix)}")
        candidate = given[9:]
    elif length == 38:
        candidate = given[1:37]
    elif length != 36:
        raise FunctionError(f"invalid UUID length: {length}")
    if not _DASHED.match(candidate):
        raise FunctionError("invalid UUID format")
    return candidate


FUNCTIONS: Final = (
    Function("uuidv4", _uuidv4, (), STRING),
    Function("uuidv5", _uuidv5, (Param("namespace", STRING), Param("name", STRING)), STRING),
)
