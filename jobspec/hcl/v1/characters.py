"""Letters and digits as Go's package unicode knows them: general categories L… and Nd."""

from __future__ import annotations


def is_letter(character: str) -> bool:
    """An ASCII letter, an underscore, or any other letter."""
    if character < "\x80":
        return character.isalpha() or character == "_"
    return character.isalpha()


def is_digit(character: str) -> bool:
    """A decimal digit of any script."""
    return character.isdecimal()
