"""What is wrong with JSON, in words."""

from __future__ import annotations

import msgspec
import pytest

from jobspec.models.json_words import in_words


class Inner(msgspec.Struct, forbid_unknown_fields=True):
    """A part."""

    name: str
    ports: dict[str, int] = {}


class Outer(msgspec.Struct):
    """A whole."""

    id: str | None = None
    parts: tuple[Inner, ...] = ()


@pytest.mark.parametrize(("document", "words"), [
    ({"id": 5}, "id: expected a text or null, found a whole number"),
    ({"parts": {}}, "parts: expected a list, found an object"),
    ({"parts": [{}]}, 'parts[0]: "name" is missing'),
    ({"parts": [{"name": "a", "nmae": "b"}]}, 'parts[0]: "nmae" is no name that belongs there'),
    ({"parts": [{"name": "a", "ports": {"x": "y"}}]}, "parts[0].ports: expected a whole number, found a text"),
    ([], "expected an object, found a list"),
])
def test_mistakes_are_named_with_their_place(document: object, words: str) -> None:
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.convert(document, Outer)
    assert in_words(caught.value) == words
