"""Findings as bytes, without the texts that they point into: what worker processes send back and the cache keeps.

Sources are written as numbers: 0 is the file itself, whose text the reader has; others (variable files) are written with their text.
"""

from __future__ import annotations

from typing import Any

import msgspec

from jobspec.diagnostics import Diagnostic
from jobspec.source import Source
from jobspec.triage.entries import Suppression
from jobspec.triage.report import FileFindings, NotChecked


class Damaged(Exception):
    """The bytes are not findings."""


class _Packed(msgspec.Struct, frozen=True, array_like=True):
    others: tuple[tuple[str, bytes], ...]
    findings: msgspec.Raw
    reads: dict[str, str] | None


class _Findings(msgspec.Struct, frozen=True, array_like=True):
    diagnostics: tuple[Diagnostic, ...]
    not_checked: tuple[NotChecked, ...]
    suppressions: tuple[Suppression, ...]
    networks: frozenset[str]


def encode(found: FileFindings) -> bytes:
    """Findings as bytes."""
    others: dict[str, Source] = {}

    def number(value: Any) -> Any:
        if isinstance(value, Source):
            if value.name == found.file:
                return 0
            others.setdefault(value.name, value)
            return list(others).index(value.name) + 1
        raise NotImplementedError(type(value))

    packed = msgspec.msgpack.encode(_Findings(found.diagnostics, found.not_checked, found.suppressions, found.networks), enc_hook=number)
    texts = tuple((source.name, source.text.encode("utf-8", "surrogateescape")) for source in others.values())
    reads = None if found.reads is None else dict(found.reads)
    return msgspec.msgpack.encode(_Packed(texts, msgspec.Raw(packed), reads))


class Reader:
    """Makes findings of bytes again; one for many files, since making it takes longer than using it."""

    __slots__ = ("_decoder", "_sources")

    def __init__(self) -> None:
        self._sources: list[Source] = []
        self._decoder = msgspec.msgpack.Decoder(_Findings, dec_hook=self._source)

    def decode(self, packed: bytes, name: str, data: bytes) -> FileFindings:
        """The findings of the file of that name, which holds `data`. Raises Damaged."""
        try:
            outer = _PACKED.decode(packed)
            self._sources = [Source.from_bytes(data, name), *(Source.from_bytes(text, other) for other, text in outer.others)]
            inner = self._decoder.decode(outer.findings)
        except (msgspec.MsgspecError, IndexError, TypeError) as error:
            raise Damaged(str(error)) from error
        return FileFindings(name, inner.diagnostics, inner.not_checked, inner.suppressions, inner.networks, outer.reads)

    def _source(self, _: type, number: int) -> Source:
        return self._sources[number]


def reads_of(packed: bytes) -> dict[str, str] | None:
    """What the findings depend on besides their file; None where that cannot be told. Raises Damaged."""
    try:
        return _PACKED.decode(packed).reads
    except msgspec.MsgspecError as error:
        raise Damaged(str(error)) from error


_PACKED = msgspec.msgpack.Decoder(_Packed)
