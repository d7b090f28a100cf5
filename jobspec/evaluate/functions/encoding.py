"""base64encode, base64decode, urlencode (go-cty-funcs encoding/), csvdecode (go-cty function/stdlib/csv.go)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.functions.arguments import text
from jobspec.evaluate.functions.csv_reading import csv_rows
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.quoting import quote
from jobspec.evaluate.types import DYNAMIC, STRING, ObjectType
from jobspec.evaluate.values import Value, list_of, object_of, string


def decoded_base64(encoded: str) -> bytes | None:
    """What Go's base64.StdEncoding.DecodeString makes of a text: line breaks are passed over; None where it refuses."""
    import base64
    import binascii

    plain = encoded.replace("\r", "").replace("\n", "")
    if len(plain) % 4 or not plain.isascii():
        return None
    try:
        return base64.b64decode(plain, validate=True)
    except binascii.Error:
        return None


def _base64encode(arguments: Sequence[Value], context: Context | None) -> Value:
    import base64

    return string(base64.b64encode(text(arguments[0]).encode("utf-8", "surrogateescape")).decode())


def _base64decode(arguments: Sequence[Value], context: Context | None) -> Value:
    encoded = text(arguments[0])
    data = decoded_base64(encoded)
    if data is None:
        raise FunctionError(f"failed to decode base64 data '{encoded}'")
    try:
        return string(data.decode())
    except UnicodeDecodeError:
        raise FunctionError("the result of decoding the the provided string is not valid UTF-8") from None


def _urlencode(arguments: Sequence[Value], context: Context | None) -> Value:
    from urllib.parse import quote_plus

    return string(quote_plus(text(arguments[0]), errors="surrogateescape"))


def _csvdecode(arguments: Sequence[Value], context: Context | None) -> Value:
    rows = csv_rows(text(arguments[0]))
    headers = next(rows, None)
    if headers is None:
        raise FunctionError("missing header line")
    seen: set[str] = set()
    for name in headers:
        if name in seen:
            raise FunctionError(f"duplicate column name {quote(name)}")
        seen.add(name)
    element = ObjectType({name: STRING for name in sorted(headers)})
    return list_of(element, [object_of({name: string(cell) for name, cell in zip(headers, row, strict=True)}) for row in rows])


FUNCTIONS: Final = (
    Function("base64encode", _base64encode, (Param("str", STRING),), STRING),
    Function("base64decode", _base64decode, (Param("str", STRING),), STRING),
    Function("urlencode", _urlencode, (Param("str", STRING),), STRING),
    Function("csvdecode", _csvdecode, (Param("str", STRING),), DYNAMIC),
)
