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
    """A name that comes several times in one block. Of settings the last one counts, or all of them together; blocks are put together.

    `is_block`: it is a block, or a map, rather than a setting.
    """

    __slots__ = ("is_block", "keys", "model")

    def __init__(self, keys: tuple[Token, ...], model: type[Model], is_block: bool) -> None:
        self.keys = keys
        self.model = model
        self.is_block = is_block


class Unlabelled:
    """A block without the label that names it: HCL 1 takes each setting in it for a block of its own, named after the setting.

    `end`: where the block ends.
    """

    __slots__ = ("end", "inner", "key", "model")

    def __init__(self, key: Token, model: type[Model], inner: tuple[str, ...], end: int) -> None:
        self.key = key
        self.model = model
        self.inner = inner
        self.end = end


class Lost:
    """Something that was read and that Nomad drops: in words, and where its name stands."""

    __slots__ = ("end", "start", "words")

    def __init__(self, words: str, place: tuple[int, int]) -> None:
        self.words = words
        self.start, self.end = place


class Notes:
    """All of them, of one file."""

    __slots__ = ("lost", "repeated", "unknown", "unlabelled")

    def __init__(self) -> None:
        self.lost: list[Lost] = []
        self.unknown: list[Unknown] = []
        self.repeated: list[Repeated] = []
        self.unlabelled: list[Unlabelled] = []
