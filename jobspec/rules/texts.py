"""Every text in a model and in what it holds, and where in the file a piece of it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from jobspec.decode.origins import WrittenOrigin
from jobspec.diagnostics import Span
from jobspec.models.base import Model
from jobspec.models.fields import fields_of


class Text(msgspec.Struct, frozen=True):
    """A text that stands in attribute or block `attribute` (by its HCL name) of `model`, as a value or deeper inside of one."""

    model: Model
    attribute: str
    value: str


def texts_of(model: Model, mark: str, leave_out: str = "") -> Iterator[Text]:
    """The texts below a model that contain `mark`, in the order of the declarations; the field named `leave_out` is not gone into."""
    for name, attribute in _plan(type(model)):
        if name != leave_out:
            value = getattr(model, name)
            if value:
                yield from _texts_in(model, attribute, value, mark)


def _texts_in(model: Model, attribute: str, value: object, mark: str) -> Iterator[Text]:
    if isinstance(value, str):
        if mark in value:
            yield Text(model, attribute, value)
    elif isinstance(value, Model):
        yield from texts_of(value, mark)
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _texts_in(model, attribute, item, mark)
    elif isinstance(value, dict):
        for key, item in value.items():
            if mark in key:
                yield Text(model, attribute, key)
            yield from _texts_in(model, attribute, item, mark)


def _plan(model: type) -> tuple[tuple[str, str], ...]:
    found = _PLANS.get(model)
    if found is None:
        texts = (
            (name, field.hcl)
            for name, field in fields_of(model).items()
            if field.type not in ("bool", "duration", "int", "int8", "int64", "uint8", "uint16", "uint32", "uint64")
        )
        found = _PLANS[model] = tuple(texts)
    return found


_PLANS: dict[type, tuple[tuple[str, str], ...]] = {}


def place_in(model: Model, attribute: str, piece: str) -> Span | None:
    """Where `piece` stands as a whole word in an attribute or block of a model.

    Where it is not there (the value came from a variable or local), the place in the rest of the file if there is only one, else the
    attribute. None for a model that no file says.
    """
    origin = model.origin
    if origin is None:
        return None
    text = origin.source.text
    for start, end in _ranges(origin, attribute) if isinstance(origin, WrittenOrigin) else [(origin.body_start, origin.body_end)]:
        place = find_word(text, piece, start, end)
        if place >= 0:
            return Span(origin.source, place, place + len(piece))
    place = find_word(text, piece, 0, len(text))
    if place >= 0 and find_word(text, piece, place + 1, len(text)) < 0:
        return Span(origin.source, place, place + len(piece))
    return model.span_of(attribute)


def find_word(text: str, piece: str, start: int, end: int) -> int:
    """Where `piece` stands in a part of a text with nothing beside it that would belong to the same name; -1 where it does not."""
    place = text.find(piece, start, end) if piece else -1
    while place >= 0:
        if not _BEFORE.match(text[place - 1 : place]) and not _AFTER.match(text[place + len(piece) : place + len(piece) + 2]):
            return place
        place = text.find(piece, place + 1, end)
    return -1


_BEFORE = re.compile(r"[\w.\-]")
_AFTER = re.compile(r"[\w\-]|\.\w")


def _ranges(origin: WrittenOrigin, attribute: str) -> list[tuple[int, int]]:
    written = origin.attributes.get(attribute)
    if written is not None:
        return [(written.expression.start, written.expression.end)]
    blocks = [(block.open, block.close) for block in origin.blocks if block.type == attribute]
    return blocks or [(origin.body_start, origin.body_end)]
