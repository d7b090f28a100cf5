"""Letters as Go's unicode and strings packages see them: one character becomes one character."""

from __future__ import annotations

from jobspec.go_text import SPACES


def upper_case(text: str) -> str:
    """strings.ToUpper: `ß` has no capital of its own and stays."""
    return text.upper() if text.isascii() else "".join(map(_upper, text))


def lower_case(text: str) -> str:
    """strings.ToLower, which knows no final sigma."""
    return text.lower() if text.isascii() else "".join(map(_lower, text))


def title_words(text: str) -> str:
    """strings.Title: the first letter after anything that separates words."""
    parts: list[str] = []
    separated = True
    for character in text:
        parts.append(_title(character) if separated else character)
        separated = _separates(character)
    return "".join(parts)


def is_word_character(character: str) -> bool:
    """A letter, digit or underscore (unicode.IsLetter, unicode.IsDigit)."""
    return character == "_" or character.isalpha() or character.isdecimal()


def _separates(character: str) -> bool:
    if character.isascii():
        return not (character.isalnum() or character == "_")
    return character in SPACES


def _upper(character: str) -> str:
    capital = character.upper()
    return capital if len(capital) == 1 else _title(character)


def _lower(character: str) -> str:
    small = character.lower()
    return small if len(small) == 1 else small[0]


def _title(character: str) -> str:
    title = character.title()
    return title if len(title) == 1 else character
