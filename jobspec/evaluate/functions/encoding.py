"""base64, URL and JSON functions (go-cty-funcs/encoding, go-cty stdlib/json.go)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jobspec.evaluate.equality import is_wholly_known
from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.functions.arguments import text
from jobspec.evaluate.functions.json_reading import read_json
from jobspec.evaluate.functions.json_text import json_of
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.types import DYNAMIC, STRING
from jobspec.evaluate.values import Value, string, unknown_of


def decode_base64(encoded: str) -> bytes | None:
    """The bytes of standard base64 with padding, None for anything else; line ends do not count (base64.StdEncoding)."""
    from binascii import Error, a2b_base64

    plain = encoded.replace("\r", "").replace("\n", "")
    try:
        return a2b_base64(plain.encode("ascii"), strict_mode=True)
    except (Error, UnicodeEncodeError):
        return None


def _base64decode(args: Sequence[Value], _: Context | None) -> Value:
    data = decode_base64(text(args[0]))
    if data is None:
        raise FunctionError(f"failed to decode base64 data '{text(args[0])}'")
    try:
        return string(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise FunctionError("the result of decoding the the provided string is not valid UTF-8") from None


def _base64encode(args: Sequence[Value], _: Context | None) -> Value:
    from base64 import b64encode

    return string(b64encode(text(args[0]).encode("utf-8", "surrogateescape")).decode("ascii"))


def _urlencode(args: Sequence[Value], _: Context | None) -> Value:
    from urllib.parse import quote_plus

    return string(quote_plus(text(args[0]), errors="surrogateescape"))


def _jsonencode(args: Sequence[Value], _: Context | None) -> Value:
    return string(json_of(args[0])) if is_wholly_known(args[0]) else unknown_of(STRING)


def _jsondecode(args: Sequence[Value], _: Context | None) -> Value:
    return read_json(text(args[0]))


_STR: Final = (Param("str", STRING),)

FUNCTIONS: Final = (
    Function("base64decode", _base64decode, _STR, STRING),
    Function("base64encode", _base64encode, _STR, STRING),
    Function("jsondecode", _jsondecode, _STR, DYNAMIC),
    Function("jsonencode", _jsonencode, (Param("val", DYNAMIC, allow_null=True, allow_unknown=True, allow_dynamic=True),), STRING),
    Function("urlencode", _urlencode, _STR, STRING),
)
