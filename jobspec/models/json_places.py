"""Where each value of a JSON text stands: what `json.loads` forgets."""

from __future__ import annotations

import re
from json.decoder import scanstring  # type: ignore[attr-defined]


class Place:
    """The offsets of one value; of an object also those of its members (`key → start and end of the key, value`)."""

    __slots__ = ("elements", "end", "members", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.end = start
        self.members: dict[str, tuple[int, int, Place]] | None = None
        self.elements: list[Place] | None = None

    def member(self, key: str) -> Place | None:
        found = None if self.members is None else self.members.get(key)
        return None if found is None else found[2]

    def element(self, index: int) -> Place | None:
        return None if self.elements is None or index >= len(self.elements) else self.elements[index]


_NEXT = re.compile(r"[\s,:]*")
_PLAIN = re.compile(r"[^\s,:\[\]{}\"]+")


def json_places(text: str) -> Place | None:
    """The places in a text that `json.loads` has accepted; None where it is no JSON after all.

    An explicit stack stands in for recursion. Of a key that occurs twice the last counts, as in `json.loads`.
    """
    stack: list[tuple[Place, str | None, int, int]] = []  # containers being read; the key whose value comes next
    position, size = 0, len(text)
    key: str | None = None
    key_start = key_end = 0
    while True:
        position = _NEXT.match(text, position).end()  # type: ignore[union-attr]
        if position >= size:
            return None
        character = text[position]
        container = stack[-1][0] if stack else None
        if character in "}]":
            if container is None:
                return None
            position += 1
            container.end = position
            _, key, key_start, key_end = stack.pop()
            place = container
        elif container is not None and container.members is not None and key is None:
            if character != '"':
                return None
            key_start = position
            key, key_end = scanstring(text, position + 1, False)
            position = key_end
            continue
        else:
            place = Place(position)
            if character in "{[":
                if character == "{":
                    place.members = {}
                else:
                    place.elements = []
                stack.append((place, key, key_start, key_end))
                key = None
                position += 1
                continue
            if character == '"':
                position = scanstring(text, position + 1, False)[1]
            else:
                plain = _PLAIN.match(text, position)
                if plain is None:
                    return None
                position = plain.end()
            place.end = position
        if not stack:
            return place
        parent = stack[-1][0]
        if parent.members is not None:
            if key is None:
                return None
            parent.members[key] = (key_start, key_end, place)
            key = None
        elif parent.elements is not None:
            parent.elements.append(place)
