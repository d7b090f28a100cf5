"""The tree that HCL 1 makes of a text: items with keys and a value, in lists (hcl/ast).

Keys hold labels too: `plugin "docker" { … }` is one item with two keys. `pos` is a place as HCL 1's messages print it.
"""

from __future__ import annotations

from jobspec.hcl.v1.tokens import Token

#: Deeper than anybody writes; Go's stack is deeper than Python's.
MAX_DEPTH = 200

#: A place that HCL 1 does not know, as everything in JSON.
NOWHERE = "-"


class Literal:
    """A number, boolean, string or heredoc."""

    __slots__ = ("token",)

    def __init__(self, token: Token) -> None:
        self.token = token

    @property
    def start(self) -> int:
        return self.token.start

    @property
    def end(self) -> int:
        return self.token.end

    @property
    def pos(self) -> str:
        return self.token.pos


class ListValue:
    """`[ … ]`"""

    __slots__ = ("end", "pos", "start", "values")

    def __init__(self, start: int, pos: str) -> None:
        self.start = start
        self.end = start + 1
        self.pos = pos
        self.values: list[Value] = []


class Item:
    """`keys = value`, or `keys { … }`. A key that was matched already is taken off (`taken`), so there may be none."""

    __slots__ = ("keys", "taken", "value")

    def __init__(self, keys: list[Token], value: Value, taken: Token | None = None) -> None:
        self.keys = keys
        self.value = value
        self.taken = taken

    @property
    def pos(self) -> str:
        return self.keys[0].pos if self.keys else NOWHERE


class Items:
    """A list of items: what stands between braces, or a whole file."""

    __slots__ = ("items",)

    def __init__(self, items: list[Item]) -> None:
        self.items = items

    @property
    def pos(self) -> str:
        return self.items[0].pos if self.items else NOWHERE

    def matching(self, name: str) -> Items:
        """The items whose first key is `name` in any case of letters, without that key (ast.ObjectList.Filter)."""
        folded = fold(name)
        found = []
        for item in self.items:
            if item.keys:
                key = item.keys[0].text_value()
                if key == name or fold(key) == folded:
                    found.append(Item(item.keys[1:], item.value, item.keys[0]))
        return Items(found)


class ObjectValue:
    """`{ … }`"""

    __slots__ = ("body", "end", "pos", "start")

    def __init__(self, start: int, pos: str) -> None:
        self.start = start
        self.end = start + 1
        self.pos = pos
        self.body = Items([])


Value = Literal | ListValue | ObjectValue

#: Whatever a decoder may be handed.
Node = Literal | ListValue | ObjectValue | Items | Item


def fold(text: str) -> str:
    """Text as strings.EqualFold compares it: by simple folding, so that `ß` is not `ss`."""
    if text.isascii():
        return text.lower()
    return "".join(folded if len(folded := character.casefold()) == 1 else character for character in text)


class SyntaxProblem(Exception):
    """HCL 1's error: `message` in its words with its position, `words` and `help` in ours, and where it is.

    `message` is empty where HCL 1 would have read on.
    """

    def __init__(self, message: str, words: str, start: int, end: int, help: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.words = words
        self.start = start
        self.end = end
        self.help = help


class TooDeep(Exception):
    """Deeper nesting than this reader follows; `problem` says so."""

    def __init__(self, start: int, end: int) -> None:
        super().__init__()
        self.problem = SyntaxProblem("", f"this is nested more than {MAX_DEPTH} levels deep", start, end)


class Slip:
    """Something broken that HCL 1 lets through: in words, and where it is."""

    __slots__ = ("end", "start", "words")

    def __init__(self, words: str, start: int, end: int) -> None:
        self.words = words
        self.start = start
        self.end = end


class Parsed:
    """The outcome of parsing: the items of the file, or the error that kept HCL 1 from making any; and what it let through."""

    __slots__ = ("error", "items", "json", "slips")

    def __init__(self, items: Items | None, error: SyntaxProblem | None, slips: list[Slip], json: bool) -> None:
        self.items = items
        self.error = error
        self.slips = slips
        self.json = json
