"""md5, sha1, sha256, sha512, bcrypt, rsadecrypt (go-cty-funcs crypto/)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.functions.arguments import text, whole_number
from jobspec.evaluate.functions.encoding import decoded_base64
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.quoting import quote
from jobspec.evaluate.types import NUMBER, STRING
from jobspec.evaluate.values import Value, string

#: Go's bcrypt: what a cost below the smallest becomes, and the bounds. Past _SLOWEST_COST one call takes longer than anybody waits.
_DEFAULT_COST: Final = 10
_SMALLEST_COST: Final = 4
_LARGEST_COST: Final = 31
_SLOWEST_COST: Final = 16
_LONGEST_PASSWORD: Final = 72


def _bytes(value: Value) -> bytes:
    return text(value).encode("utf-8", "surrogateescape")


def _md5(arguments: Sequence[Value], context: Context | None) -> Value:
    import hashlib

    return string(hashlib.md5(_bytes(arguments[0]), usedforsecurity=False).hexdigest())


def _sha1(arguments: Sequence[Value], context: Context | None) -> Value:
    import hashlib

    return string(hashlib.sha1(_bytes(arguments[0]), usedforsecurity=False).hexdigest())


def _sha256(arguments: Sequence[Value], context: Context | None) -> Value:
    import hashlib

    return string(hashlib.sha256(_bytes(arguments[0])).hexdigest())


def _sha512(arguments: Sequence[Value], context: Context | None) -> Value:
    import hashlib

    return string(hashlib.sha512(_bytes(arguments[0])).hexdigest())


def _bcrypt(arguments: Sequence[Value], context: Context | None) -> Value:
    cost = whole_number(arguments[1]) if len(arguments) > 1 else _DEFAULT_COST
    if len(arguments) > 2:
        raise FunctionError("bcrypt() takes no more than two arguments")
    password = _bytes(arguments[0])
    if len(password) > _LONGEST_PASSWORD:
        raise FunctionError("error occured generating password bcrypt: password length exceeds 72 bytes")
    if cost < _SMALLEST_COST:
        cost = _DEFAULT_COST
    if cost > _LARGEST_COST:
        raise FunctionError(f"error occured generating password crypto/bcrypt: cost {cost} is outside allowed inclusive range 4..31")
    if cost > _SLOWEST_COST:
        raise FunctionError(f"a bcrypt cost of {cost} takes minutes to hours; this tool computes costs up to {_SLOWEST_COST}", nomad=False)
    import bcrypt

    return string(bcrypt.hashpw(password, bcrypt.gensalt(cost, prefix=b"2a")).decode())


def _rsadecrypt(arguments: Sequence[Value], context: Context | None) -> Value:
    cipher, key = text(arguments[0]), text(arguments[1])
    data = decoded_base64(cipher)
    if data is None:
        raise FunctionError(f"failed to decode input {quote(cipher)}: cipher text must be base64-encoded")
    if "-----BEGIN " not in key or "-----END " not in key:
        raise FunctionError("failed to parse key: no key found")
    if "Proc-Type: 4,ENCRYPTED" in key:
        raise FunctionError("failed to parse key: password protected keys are not supported. Please decrypt the key prior to use")
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        private = load_pem_private_key(key.encode(), None) if "-----BEGIN RSA PRIVATE KEY-----" in key else None
    except (ValueError, TypeError):
        private = None
    if not isinstance(private, RSAPrivateKey):
        raise FunctionError("failed to parse key: a PKCS #1 key (BEGIN RSA PRIVATE KEY) was expected")
    try:
        return string(private.decrypt(data, PKCS1v15()).decode("utf-8", "replace"))
    except ValueError:
        raise FunctionError("crypto/rsa: decryption error") from None


FUNCTIONS: Final = (
    Function("md5", _md5, (Param("str", STRING),), STRING),
    Function("sha1", _sha1, (Param("str", STRING),), STRING),
    Function("sha256", _sha256, (Param("str", STRING),), STRING),
    Function("sha512", _sha512, (Param("str", STRING),), STRING),
    Function("bcrypt", _bcrypt, (Param("str", STRING),), STRING, Param("cost", NUMBER)),
    Function("rsadecrypt", _rsadecrypt, (Param("ciphertext", STRING), Param("privatekey", STRING)), STRING),
)
