"""Hashes and decryption (go-cty-funcs/crypto)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.functions.arguments import text, whole_number
from jobspec.evaluate.functions.encoding import decode_base64
from jobspec.evaluate.functions.rsa import KeyProblem, decrypt, read_key
from jobspec.evaluate.functions.signature import Context, Function, Implementation, Param
from jobspec.evaluate.types import NUMBER, STRING
from jobspec.evaluate.values import Value, string
from jobspec.go_text import quote

_DEFAULT_COST: Final = 10
#: Every step doubles the time; this one takes about two seconds.
_LARGEST_COST: Final = 15


def _hash(algorithm: str) -> Implementation:
    def digest(args: Sequence[Value], _: Context | None) -> Value:
        import hashlib

        return string(hashlib.new(algorithm, _bytes(args[0]), usedforsecurity=False).hexdigest())

    return digest


def _bytes(value: Value) -> bytes:
    return text(value).encode("utf-8", "surrogateescape")


def _bcrypt(args: Sequence[Value], _: Context | None) -> Value:
    """A salted hash: another one every time."""
    from bcrypt import gensalt, hashpw

    cost = whole_number(args[1]) if len(args) > 1 else _DEFAULT_COST
    if len(args) > 2:
        raise FunctionError("bcrypt() takes no more than two arguments")
    if len(_bytes(args[0])) > 72:
        raise FunctionError("error occured generating password bcrypt: password length exceeds 72 bytes")
    if cost < 4:
        cost = _DEFAULT_COST
    if cost > 31:
        raise FunctionError(f"error occured generating password crypto/bcrypt: cost {cost} is outside allowed inclusive range 4..31")
    if cost > _LARGEST_COST:
        raise FunctionError(f"a cost of {cost} takes too long; jobspec computes hashes of a cost of up to {_LARGEST_COST}", nomad=False)
    return string(hashpw(_bytes(args[0]), gensalt(cost, b"2a")).decode("ascii"))


def _rsadecrypt(args: Sequence[Value], _: Context | None) -> Value:
    encrypted = decode_base64(text(args[0]))
    if encrypted is None:
        raise FunctionError(f"failed to decode input {quote(text(args[0]))}: cipher text must be base64-encoded")
    try:
        return string(decrypt(encrypted, read_key(text(args[1]))).decode("utf-8", "replace"))
    except KeyProblem as problem:
        raise FunctionError(problem.message) from None


_STR: Final = Param("str", STRING)

FUNCTIONS: Final = (
    Function("bcrypt", _bcrypt, (_STR,), STRING, Param("cost", NUMBER)),
    Function("md5", _hash("md5"), (_STR,), STRING),
    Function("rsadecrypt", _rsadecrypt, (Param("ciphertext", STRING), Param("privatekey", STRING)), STRING),
    Function("sha1", _hash("sha1"), (_STR,), STRING),
    Function("sha256", _hash("sha256"), (_STR,), STRING),
    Function("sha512", _hash("sha512"), (_STR,), STRING),
)
