"""Single values, with HCL 1's conversions (decoder.go decodeBool, decodeInt, decodeFloat, decodeString)."""

from __future__ import annotations

from jobspec.decode.agent.errors import BAD_VALUE, WRONG_TYPE, DecodeError, panic
from jobspec.go_numbers import NumberError, parse_float, parse_int
from jobspec.hcl.v1.strings import Unquotable
from jobspec.hcl.v1.syntax import Item, Items, ListValue, Literal, Node, ObjectValue
from jobspec.hcl.v1.tokens import Kind, Token

_GO_NAMES = {
    Literal: "*ast.LiteralType", ListValue: "*ast.ListType", ObjectValue: "*ast.ObjectType", Items: "*ast.ObjectList",
    Item: "*ast.ObjectItem",
}


def go_type(node: Node) -> str:
    """The type of a node as HCL 1's messages name it."""
    return _GO_NAMES[type(node)]


def extent(node: Node, place: tuple[int, int]) -> tuple[int, int]:
    """Where a node stands, or the place around it where it has none of its own."""
    if isinstance(node, Items):
        return extent(node.items[0], place) if node.items else place
    if isinstance(node, Item):
        key = node.taken or (node.keys[0] if node.keys else None)
        return (key.start, key.end) if key is not None else extent(node.value, place)
    return (node.start, node.start + 1) if isinstance(node, ObjectValue) else (node.start, node.end)


def written(node: Node) -> str:
    """What a node is, for people."""
    if isinstance(node, Literal):
        kind = node.token.kind
        if kind in (Kind.STRING, Kind.HEREDOC):
            return "null" if not node.token.text else "a text"
        return f"{node.token.text}"
    return "a list" if isinstance(node, ListValue) else "a block"


def wrong(name: str, node: Node, place: tuple[int, int], message: str, wanted: str) -> DecodeError:
    """A value of a kind that its setting does not take. The name is the path, as in `root.client.enabled`."""
    start, end = extent(node, place)
    return DecodeError(WRONG_TYPE, f"At {node.pos}: {name}: {message}", f'"{last(name)}" takes {wanted}, not {written(node)}', start, end)


def last(name: str) -> str:
    """The setting's own name of its path."""
    return name.rpartition(".")[2]


def text_of(token: Token, name: str) -> str:
    """The text that a token stands for. A string that cannot be unquoted makes HCL 1 panic."""
    try:
        return token.text_value()
    except Unquotable as error:
        raise panic(str(error), f'the text of "{last(name)}" has a broken escape or interpolation', token.start, token.end) from None


def decode_bool(name: str, node: Node, place: tuple[int, int]) -> bool:
    """true, false, 1, 0, and the same in quotes."""
    if not isinstance(node, Literal) or node.token.kind not in (Kind.BOOL, Kind.STRING, Kind.NUMBER):
        raise wrong(name, node, place, f"unknown type {go_type(node)}", "true or false")
    text = node.token.text.replace('"', "").lower()
    if text in ("1", "true"):
        return True
    if text in ("0", "false"):
        return False
    raise DecodeError(BAD_VALUE, f"decodeBool: Unknown value for boolean: {node.token.text}",
                      f'"{last(name)}" takes true or false, not {node.token.text or "null"}', node.start, node.end)


def decode_int(name: str, node: Node, place: tuple[int, int]) -> int:
    """A whole number, or a text that holds one; octal and hexadecimal too."""
    if not isinstance(node, Literal) or node.token.kind not in (Kind.NUMBER, Kind.STRING):
        raise wrong(name, node, place, f"unknown type {go_type(node)}", "a whole number")
    token = node.token
    text = token.text if token.kind is Kind.NUMBER else text_of(token, name)
    try:
        return parse_int(text)
    except NumberError as error:
        words = f'"{last(name)}" takes a whole number, not {token.text or "null"}'
        raise DecodeError(BAD_VALUE, error.message, words, node.start, node.end, _number_advice(text)) from None


def _number_advice(text: str) -> str | None:
    if text.isdecimal() and text.startswith("0"):
        return f"a number that begins with 0 is octal: write {text.lstrip('0')}"
    return "nothing fills in ${…} when Nomad reads the file" if "${" in text else None


def decode_float(name: str, node: Node, place: tuple[int, int]) -> float:
    """A number. A text does not do."""
    if not isinstance(node, Literal) or node.token.kind not in (Kind.FLOAT, Kind.NUMBER):
        raise wrong(name, node, place, f"unknown type {go_type(node)}", "a number without quotes")
    try:
        return parse_float(node.token.text)
    except NumberError as error:
        raise DecodeError(BAD_VALUE, error.message, f'"{last(name)}" takes a number, not {node.token.text}', node.start, node.end) from None


def decode_string(name: str, node: Node, place: tuple[int, int]) -> str:
    """A text; a number or boolean as it is written."""
    if not isinstance(node, Literal) or node.token.kind is Kind.NULL:
        raise wrong(name, node, place, f"unknown type for string {go_type(node)}", "a text")
    token = node.token
    return text_of(token, name) if token.kind in (Kind.STRING, Kind.HEREDOC) else token.text
