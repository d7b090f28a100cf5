"""RSA decryption with PKCS #1 v1.5 padding (encoding/pem, x509.ParsePKCS1PrivateKey, rsa.DecryptPKCS1v15).

For reading a job file, where nobody measures how long it takes: this does not run in constant time.
"""

from __future__ import annotations

import re
from typing import Final

_PEM: Final = re.compile(r"(?:\A|\n)-----BEGIN ([^\n]*?)-----[ \t\r]*\n(.*?)\n?-----END \1-----[ \t\r]*(?:\n|\Z)", re.DOTALL)
_SMALLEST_KEY: Final = 1024


class KeyProblem(Exception):
    """A key or a text that does not fit; `message` in Nomad's words."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class PrivateKey:
    """The modulus and the private exponent of a key."""

    __slots__ = ("exponent", "modulus")

    def __init__(self, modulus: int, exponent: int) -> None:
        self.modulus = modulus
        self.exponent = exponent


def read_key(text: str) -> PrivateKey:
    """The key in a PEM text (BEGIN RSA PRIVATE KEY). Raises KeyProblem."""
    from binascii import Error, a2b_base64

    match = _PEM.search(text)
    if match is None:
        raise KeyProblem("failed to parse key: no key found")
    headers, body = _split_headers(match[2])
    if headers.get("Proc-Type") == "4,ENCRYPTED":
        raise KeyProblem("failed to parse key: password protected keys are not supported. Please decrypt the key prior to use")
    try:
        data = a2b_base64("".join(body.split()).encode("ascii"), strict_mode=True)
    except (Error, UnicodeEncodeError):
        raise KeyProblem("failed to parse key: no key found") from None
    return _private_key(data)


def _split_headers(body: str) -> tuple[dict[str, str], str]:
    headers: dict[str, str] = {}
    lines = body.split("\n")
    while lines and ":" in lines[0]:
        name, _, value = lines.pop(0).partition(":")
        headers[name.strip()] = value.strip()
    return headers, "\n".join(lines)


def _private_key(data: bytes) -> PrivateKey:
    """PKCS #1: a sequence of version, modulus, public exponent, private exponent, primes and more."""
    sequence, rest = _element(data, 0x30)
    if rest:
        raise KeyProblem("asn1: syntax error: trailing data")
    numbers: list[int] = []
    while sequence and len(numbers) < 9:
        if len(numbers) == 1 and sequence[0] == 0x30:
            raise KeyProblem("x509: failed to parse private key (use ParsePKCS8PrivateKey instead for this key format)")
        content, sequence = _element(sequence, 0x02)
        numbers.append(int.from_bytes(content, "big", signed=True))
    if len(numbers) < 9:
        raise KeyProblem("asn1: syntax error: sequence truncated")
    version, modulus, _, exponent = numbers[:4]
    if version > 1:
        raise KeyProblem("x509: unsupported private key version")
    if modulus <= 0 or exponent <= 0:
        raise KeyProblem("x509: private key contains zero or negative value")
    return PrivateKey(modulus, exponent)


def _element(data: bytes, tag: int) -> tuple[bytes, bytes]:
    """The content of a DER element with that tag, and what follows it."""
    if len(data) < 2:
        raise KeyProblem("asn1: syntax error: truncated tag or length")
    if data[0] != tag:
        raise KeyProblem("asn1: structure error: tags don't match")
    length, start = data[1], 2
    if length & 0x80:
        count = length & 0x7F
        length, start = int.from_bytes(data[2 : 2 + count], "big"), 2 + count
    if start + length > len(data):
        raise KeyProblem("asn1: syntax error: data truncated")
    return data[start : start + length], data[start + length :]


def decrypt(encrypted: bytes, key: PrivateKey) -> bytes:
    """The plain bytes. Raises KeyProblem where the padding shows that key and text do not belong together."""
    bits = key.modulus.bit_length()
    if bits < _SMALLEST_KEY:
        raise KeyProblem(f"crypto/rsa: {bits}-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)")
    size = (bits + 7) // 8
    number = int.from_bytes(encrypted, "big")
    if len(encrypted) > size or number >= key.modulus or bits > 16384:
        raise KeyProblem("crypto/rsa: decryption error")
    block = pow(number, key.exponent, key.modulus).to_bytes(size, "big")
    end = block.find(b"\x00", 2)
    if not block.startswith(b"\x00\x02") or end < 10:
        raise KeyProblem("crypto/rsa: decryption error")
    return block[end + 1 :]
