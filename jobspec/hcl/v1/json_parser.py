"""The parser of HCL 1's JSON (json/parser). It takes much that is no JSON, and drops what it does not expect: each such place is noted."""

from __future__ import annotations

from jobspec.hcl.v1.json_scanner import JsonScanner
from jobspec.hcl.v1.syntax import MAX_DEPTH, Item, Items, ListValue, Literal, ObjectValue, Parsed, Slip, SyntaxProblem, TooDeep, Value
from jobspec.hcl.v1.tokens import Kind, Token
from jobspec.source import Source

_LITERALS = frozenset((Kind.NUMBER, Kind.FLOAT, Kind.BOOL, Kind.NULL, Kind.STRING))


class _End(Exception):
    """The file ends where a property could begin or a value was expected: what was found so far is all."""


class JsonParser:
    """One pass over a source."""

    __slots__ = ("_depth", "_scanner", "_token", "slips")

    def __init__(self, source: Source) -> None:
        self._scanner = JsonScanner(source)
        self._token = Token(Kind.EOF, "", 0, 0, 0, 0, json=True)
        self._depth = 0
        self.slips: list[Slip] = []

    def parse(self) -> Parsed:
        """The properties of the object that the file begins with; what follows it is never read."""
        error: SyntaxProblem | None
        items: Items | None = None
        try:
            items = self._root()
        except SyntaxProblem as problem:
            error = self._scanner.error or problem
        except TooDeep as problem:
            error = problem.problem
        else:
            error = self._scanner.error
        if error is not None or items is None:
            return Parsed(None, error, self.slips, json=True)
        self._note_rest()
        flatten(items)
        return Parsed(items, None, self.slips, json=True)

    def _root(self) -> Items:
        token = self._scan()
        if token.kind is not Kind.LBRACE:
            raise SyntaxProblem(f"Expected object, got unknown token: {token}", "a file in JSON holds one object", token.start, token.end)
        return self._object(token).body

    def _note_rest(self) -> None:
        text = self._scanner.text
        rest = text[self._scanner.position :].strip(" \t\r\n")
        if rest and self._token.kind is Kind.RBRACE:
            start = text.index(rest, self._scanner.position)
            self.slips.append(Slip("nothing behind the object's closing brace is read", start, start + len(rest.partition("\n")[0])))

    def _object(self, opening: Token) -> ObjectValue:
        """object = "{" [ property { "," property } ] "}" ; any token but a comma ends it."""
        value = ObjectValue(opening.start, "-")
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise TooDeep(opening.start, opening.end)
        depth = self._depth
        try:
            self._properties(value.body, opening)
        except SyntaxProblem as problem:
            if self._token.kind is not Kind.RBRACE:
                raise
            if value.body.items and problem.message == "expected: STRING got: RBRACE":
                self.slips.append(Slip("JSON has no comma behind the last property", problem.start, problem.end))
            elif problem.message != "expected: STRING got: RBRACE":
                self.slips.append(Slip(problem.words, problem.start, problem.end))
        self._depth = depth - 1
        value.end = self._token.end
        return value

    def _properties(self, found: Items, opening: Token) -> None:
        while True:
            try:
                found.items.append(self._property())
            except _End:
                self.slips.append(Slip("this object is never closed", opening.start, opening.end))
                return
            token = self._scan()
            if token.kind is Kind.COMMA:
                continue
            if token.kind is Kind.EOF:
                self.slips.append(Slip("this object is never closed", opening.start, opening.end))
            elif token.kind is not Kind.RBRACE:
                words = "a comma is missing here, and the rest of this object is lost" if token.kind is Kind.STRING else (
                    f'"{token.text}" ends this object: what follows in it is lost')
                self.slips.append(Slip(words, token.start, token.end))
            return

    def _property(self) -> Item:
        """property = STRING ":" value"""
        keys: list[Token] = []
        while True:
            token = self._scan()
            if token.kind is Kind.EOF:
                raise _End
            if token.kind is Kind.STRING:
                keys.append(token)
            elif token.kind is Kind.COLON and keys:
                return Item(keys, self._value(keys[0]))
            elif token.kind is Kind.ILLEGAL:
                raise SyntaxProblem("illegal", "this character means nothing in JSON", token.start, token.end)
            else:
                raise SyntaxProblem(f"expected: STRING got: {token.kind}", "the name of a property, in double quotes, was expected here",
                                    token.start, token.end)

    def _value(self, key: Token) -> Value:
        """value = literal | object | list"""
        token = self._scan()
        if token.kind in _LITERALS:
            return Literal(_literal(token))
        if token.kind is Kind.LBRACE:
            return self._object(token)
        if token.kind is Kind.LBRACK:
            return self._list(token)
        if token.kind is Kind.EOF:
            raise _End
        raise SyntaxProblem(f"Expected object value, got unknown token: {token}", f'"{key.label()}" has no value', key.start, token.end)

    def _list(self, opening: Token) -> ListValue:
        """list = "[" { NUMBER | FLOAT | STRING | object | "," } "]" ; booleans and brackets inside are passed over."""
        value = ListValue(opening.start, "-")
        while True:
            token = self._scan()
            match token.kind:
                case Kind.NUMBER | Kind.FLOAT | Kind.STRING:
                    value.values.append(Literal(_literal(token)))
                case Kind.COMMA:
                    continue
                case Kind.LBRACE:
                    value.values.append(self._object(token))
                case Kind.BOOL:
                    self.slips.append(Slip(f"{token.text} is lost: lists take no booleans here", token.start, token.end))
                case Kind.LBRACK:
                    self.slips.append(Slip("a list within a list ends the outer one with its own bracket", token.start, token.end))
                case Kind.RBRACK:
                    value.end = token.end
                    return value
                case kind:
                    message = f"unexpected token while parsing list: {kind}"
                    raise SyntaxProblem(message, "this cannot stand in a list", token.start, token.end)

    def _scan(self) -> Token:
        self._token = self._scanner.scan()
        return self._token


def _literal(token: Token) -> Token:
    """A token as HCL's decoder takes it: null is a text without any characters, not even quotes."""
    return Token(Kind.STRING, "", token.start, token.end, token.line, token.column, json=True) if token.kind is Kind.NULL else token


def flatten(items: Items) -> None:
    """Make blocks of objects (json/parser/flatten.go): `"a": {"b": {…}}` and `"a": [{"b": {…}}]` become `a "b" { … }`.

    An object is taken apart when all its values are objects, a list when all its elements are.
    """
    flat: list[Item] = []
    for item in items.items:
        _flatten_item(item, flat)
    items.items = flat
    for item in flat:
        _flatten_value(item.value)


def _flatten_item(item: Item, flat: list[Item]) -> None:
    value = item.value
    if isinstance(value, ObjectValue) and value.body.items and all(isinstance(inner.value, ObjectValue) for inner in value.body.items):
        for inner in value.body.items:
            _flatten_item(Item(item.keys + inner.keys, inner.value), flat)
    elif isinstance(value, ListValue) and value.values and all(isinstance(element, ObjectValue) for element in value.values):
        for element in value.values:
            _flatten_item(Item(item.keys, element), flat)
    else:
        flat.append(item)


def _flatten_value(value: Value) -> None:
    if isinstance(value, ObjectValue):
        flatten(value.body)
    elif isinstance(value, ListValue):
        for element in value.values:
            _flatten_value(element)
