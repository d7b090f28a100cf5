"""What decoding a file brings to light besides values: keys that nobody reads, settings made twice, blocks without their label."""

from __future__ import annotations

from jobspec.hcl.v1.tokens import Token
from jobspec.models.base import Model


class Unknown:
    """A key that the model does not know. `path`: where it stands, as in `root.client`; `owner`: the token of a block that has the key
    as a label, where a label is not expected; `value`: where its value begins and ends."""

    __slots__ = ("key", "model", "owner", "path", "value")

    def __init__(self, key: Token, model: type[Model], path: str, owner: Token | None, value: tuple[int, int]) -> None:
        self.key = key
        self.model = model
        self.path = path
        self.owner = owner
        self.value = value


class Repeated:
    """A setting that is made several times in one block: the last one counts, or all of them together."""

    __slots__ = ("keys",)

    def __init__(self, keys: tuple[Token, ...]) -> None:
        self.keys = keys


class Unlabelled:
    """A block without the label that names it: HCL 1 takes each setting in it for a block of its own, named after the setting."""

    __slots__ = ("inner", "key", "model")

    def __init__(self, key: Token, model: type[Model], inner: tuple[str, ...]) -> None:
        self.key = key
        self.model = model
        self.inner = inner


class Notes:
    """All of them, of one file."""

    __slots__ = ("repeated", "unknown", "unlabelled")

    def __init__(self) -> None:
        self.unknown: list[Unknown] = []
        self.repeated: list[Repeated] = []
        self.unlabelled: list[Unlabelled] = []
