"""Versions of the CNI specification (libcni pkg/version)."""

from __future__ import annotations

from collections.abc import Sequence

from jobspec.go_text import quote

KNOWN = ("", "0.1.0", "0.2.0", "0.3.0", "0.3.1", "0.4.0", "1.0.0", "1.1.0")
_CURRENT = (1, 1, 0)
_PARTS = ("major", "minor", "micro")


class VersionError(Exception):
    """A text that is no version, in libcni's words."""


def parse_version(text: str) -> tuple[int, int, int]:
    """Major, minor and micro; nothing stands for 0.1.0. Raises VersionError."""
    if text == "":
        return (0, 1, 0)
    parts = text.split(".")
    if len(parts) > 3:
        raise VersionError(f"invalid version {quote(text)}: too many parts")
    major, minor, micro = (*(_number(part, name) for part, name in zip(parts, _PARTS, strict=False)), 0, 0)[:3]
    return major, minor, micro


def _number(part: str, name: str) -> int:
    """strconv.Atoi"""
    digits = part[1:] if part[:1] in ("+", "-") else part
    lead = f"failed to convert {name} version part {quote(part)}: strconv.Atoi: parsing {quote(part)}: "
    if not (digits.isascii() and digits.isdecimal()):
        raise VersionError(lead + "invalid syntax")
    if len(digits.lstrip("0")) > 18:
        raise VersionError(lead + "value out of range")
    return int(part)


def highest(versions: Sequence[str], version: str) -> str:
    """The version that a list speaks: the highest of `cniVersions` and `cniVersion` that libcni knows, else `cniVersion`.

    Raises VersionError for the first that is none.
    """
    for index, text in enumerate(versions):
        try:
            parse_version(text)
        except VersionError as error:
            raise VersionError(f"invalid cniVersions entry {text} at index {index}: {error}") from None
    candidates = list(versions)
    if version:
        try:
            parse_version(version)
        except VersionError as error:
            raise VersionError(f"invalid cniVersion {version}: {error}") from None
        candidates.append(version)
    return max((text for text in candidates if parse_version(text) <= _CURRENT), key=parse_version, default=version)
