"""Why a file cannot be made into a configuration."""

from __future__ import annotations


class DecodeError(Exception):
    """HCL 1's or Nomad's error: `message` in its own words, `words` and `help` in ours, and where it is."""

    def __init__(self, code: str, message: str, words: str, start: int, end: int, help: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.words = words
        self.start = start
        self.end = end
        self.help = help


#: Codes of errors that keep Nomad from loading a file.
SYNTAX = "AGT001"
WRONG_TYPE = "AGT002"
BAD_VALUE = "AGT003"
UNKNOWN_KEY = "AGT004"
BAD_DURATION = "AGT005"
PANIC = "AGT006"
UNREADABLE = "AGT007"


def panic(reason: str, words: str, start: int, end: int) -> DecodeError:
    """Something at which Nomad itself crashes."""
    return DecodeError(PANIC, f"panic: {reason}", f"{words}: Nomad crashes on this", start, end)
