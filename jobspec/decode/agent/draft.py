"""Instances of models in the making. HCL 1 decodes into what is there already, so a block that comes again adds to the first."""

from __future__ import annotations

from jobspec.hcl.v1.syntax import Item
from jobspec.hcl.v1.tokens import Token
from jobspec.models.base import Model, Origin
from jobspec.models.fields import fields_of
from jobspec.source import Source

Place = tuple[int, int]


class Draft:
    """What is known of an instance: `fields` by Python name; nested instances are drafts too.

    `texts` holds durations as written, until they are converted; `unused` the keys that HCL 1 did not use, labels included.
    """

    __slots__ = ("body", "fields", "model", "names", "place", "texts", "unused", "values")

    def __init__(self, model: type[Model], place: Place | None = None, **fields: object) -> None:
        self.model = model
        self.place = place
        self.body: Place | None = None
        self.fields: dict[str, object] = fields
        self.texts: dict[str, str] = {}
        self.unused: list[str] = []
        self.names: dict[str, Place] = {}
        self.values: dict[str, Place] = {}

    def get(self, name: str) -> object:
        """A field's value, its default where nothing is known of it."""
        if name in self.fields:
            return self.fields[name]
        return self.model.__struct_defaults__[self.model.__struct_fields__.index(name)]

    def nested(self, name: str) -> Draft | None:
        """A nested draft, None where there is none."""
        value = self.fields.get(name)
        return value if isinstance(value, Draft) else None

    def several(self, name: str) -> list[Draft]:
        """A list of nested drafts."""
        value = self.fields.get(name)
        return [draft for draft in value if isinstance(draft, Draft)] if isinstance(value, list) else []

    def written_at(self, name: str, place: Place) -> Place:
        """Where the value of a setting stands by its HCL name, or `place`."""
        return self.values.get(name, self.place or place)

    def finish(self, source: Source) -> Model:
        """The instance."""
        known = fields_of(self.model)
        fields = {name: _finished(value, source) for name, value in self.fields.items() if name in known}
        origin = None
        if self.place is not None:
            start, end = self.place
            body = self.body or (end, end)
            origin = Origin(source, start, end, self.names, self.values, *body)
        return self.model(origin=origin, **fields)


def _finished(value: object, source: Source) -> object:
    if isinstance(value, Draft):
        return value.finish(source)
    if isinstance(value, list) and (not value or type(value) is list):
        return tuple(_finished(item, source) for item in value)
    return value


def header(item: Item) -> Place | None:
    """Where the keys of an item stand, with the one that was taken off."""
    keys: list[Token] = [item.taken] if item.taken is not None else []
    keys += item.keys
    return (keys[0].start, keys[-1].end) if keys else None
