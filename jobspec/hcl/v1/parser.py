"""HCL 1's parser (hcl/parser): tokens to items. It stops at its first error, and lets some broken text through, which is noted."""

from __future__ import annotations

from collections.abc import Callable

from jobspec.hcl.v1.scanner import Scanner
from jobspec.hcl.v1.syntax import MAX_DEPTH, Item, Items, ListValue, Literal, ObjectValue, Parsed, Slip, SyntaxProblem, TooDeep, Value
from jobspec.hcl.v1.tokens import Kind, Token
from jobspec.source import Source

_LITERALS = frozenset((Kind.NUMBER, Kind.FLOAT, Kind.BOOL, Kind.STRING, Kind.HEREDOC))
_KIND_WORDS = {
    Kind.EOF: "the end of the file", Kind.IDENT: "a bare word", Kind.NUMBER: "a number", Kind.FLOAT: "a number", Kind.BOOL: "true or false",
    Kind.STRING: "a text", Kind.HEREDOC: "a heredoc", Kind.LBRACK: '"["', Kind.LBRACE: '"{"', Kind.COMMA: "a comma", Kind.PERIOD: "a dot",
    Kind.RBRACK: '"]"', Kind.RBRACE: '"}"', Kind.ASSIGN: '"="', Kind.ADD: '"+"', Kind.SUB: '"-"', Kind.ILLEGAL: "a stray character",
}


class _End(Exception):
    """The file ends where an item could begin or a value was expected: HCL 1 takes that for the end of the list."""


class Parser:
    """One pass over a source."""

    __slots__ = ("_depth", "_held", "_scanner", "_token", "slips")

    def __init__(self, source: Source) -> None:
        self._scanner = Scanner(source)
        self._token = Token(Kind.EOF, "", 0, 0, 0, 0)
        self._held = False
        self._depth = 0
        self.slips: list[Slip] = []

    def parse(self) -> Parsed:
        """The items of the file, or the last error of the scanner, or the first of the parser."""
        error: SyntaxProblem | None = None
        items = Items([])
        try:
            self._items(items, inside=False)
        except SyntaxProblem as problem:
            error = self._scanner.error or problem
        except TooDeep as problem:
            error = problem.problem
        else:
            error = self._scanner.error
        return Parsed(None if error else items, error, self.slips, json=False)

    def _items(self, found: Items, *, inside: bool) -> None:
        """items = { item [ "," ] } ; what was found before an error stays in `found`."""
        while True:
            if inside:
                token = self._scan()
                self._unscan()
                if token.kind is Kind.RBRACE:
                    return
            try:
                found.items.append(self._item())
            except _End:
                return
            if self._scan().kind is not Kind.COMMA:
                self._unscan()

    def _item(self) -> Item:
        """item = keys ( "=" value | object )"""
        keys = self._keys()
        token = self._token
        if token.kind is Kind.ASSIGN:
            item = Item(keys, self._value(keys[0], token))
        elif token.kind is Kind.LBRACE:
            item = Item(keys, self._object())
        else:
            written = " ".join(key.text for key in keys)
            raise self._problem(token, f"key '{written}' expected start of object ('{{') or assignment ('=')",
                                f'"=" or "{{" is missing behind {_quoted(keys)}', f"write `{keys[0].text} = …`" if len(keys) == 1 else None)
        self._scan()
        self._unscan()
        return item

    def _keys(self) -> list[Token]:
        """keys = ( IDENT | STRING ) { IDENT | STRING } ; more than one only before a brace.

        At the end of the file, and before a closing brace, keys without a value are left to the caller; the token is then no opening one.
        """
        keys: list[Token] = []
        while True:
            token = self._scan()
            match token.kind:
                case Kind.EOF:
                    if not keys:
                        raise _End
                    return keys
                case Kind.ASSIGN:
                    if len(keys) > 1:
                        raise self._problem(token, "nested object expected: LBRACE got: ASSIGN",
                                            f'{_quoted(keys)} is a block with a label: "{{" follows, not "="')
                    if not keys:
                        raise self._problem(token, "no object keys found!", 'a name is missing in front of "="')
                    return keys
                case Kind.LBRACE:
                    if not keys:
                        raise self._problem(token, "expected: IDENT | STRING got: LBRACE", 'a name is missing in front of "{"')
                    return keys
                case Kind.IDENT | Kind.STRING:
                    keys.append(token)
                case Kind.ILLEGAL:
                    raise self._problem(token, "illegal character", "this character means nothing here")
                case kind:
                    if keys and kind is Kind.RBRACE:
                        # What follows must not take this brace for the end of the object.
                        self._token = Token(Kind.EOF, token.text, token.start, token.end, token.line, token.column)
                        return keys
                    raise self._problem(token, f"expected: IDENT | STRING | ASSIGN | LBRACE got: {kind}", _unexpected(kind, bool(keys)),
                                        _expression_advice(kind))

    def _value(self, key: Token, sign: Token) -> Value:
        """value = literal | object | list"""
        token = self._scan()
        if token.kind in _LITERALS:
            return Literal(token)
        if token.kind is Kind.LBRACE:
            return self._object()
        if token.kind is Kind.LBRACK:
            return self._list()
        if token.kind is Kind.EOF:
            self.slips.append(Slip(f'"{key.label()}" has no value: the file ends behind its equals sign', key.start, sign.end))
            raise _End
        raise self._problem(token, f"Unknown token: {token}", _no_value(token), _bare_advice(token))

    def _object(self) -> ObjectValue:
        """object = "{" items "}" ; after an error at a closing brace, HCL 1 takes what it has, if one more closing brace follows."""
        opening = self._token
        value = ObjectValue(opening.start, opening.pos)
        depth = self._enter(opening)
        slip: Slip | None = None
        try:
            self._items(value.body, inside=True)
        except SyntaxProblem as problem:
            if self._token.kind is not Kind.RBRACE:
                raise
            slip = Slip(problem.words, problem.start, problem.end)
        self._depth = depth
        closing = self._scan()
        if closing.kind is not Kind.RBRACE:
            message = f'the block that is opened on line {opening.line} lacks its closing "}}": {_KIND_WORDS[closing.kind]} stands here'
            raise self._problem(closing, f"object expected closing RBRACE got: {closing.kind}", slip.words if slip else message)
        if slip is not None:
            self.slips.append(slip)
        value.end = closing.end
        return value

    def _list(self) -> ListValue:
        """list = "[" [ value { "," value } [ "," ] ] "]" ; HCL 1 wants no comma behind an inner list."""
        opening = self._token
        value = ListValue(opening.start, opening.pos)
        depth = self._enter(opening)
        needs_comma = False
        while True:
            token = self._scan()
            kind = token.kind
            if needs_comma and kind is not Kind.COMMA and kind is not Kind.RBRACK:
                raise self._problem(token, f"error parsing list, expected comma or list end, got: {kind}",
                                    f'a comma or "]" was expected here, not {_KIND_WORDS[kind]}', _bare_advice(token))
            if kind in _LITERALS:
                value.values.append(Literal(token))
                needs_comma = True
            elif kind is Kind.COMMA:
                self._scan()
                self._unscan()
                needs_comma = False
            elif kind is Kind.LBRACE:
                value.values.append(self._within(token, "error while trying to parse object within list", self._object))
                needs_comma = True
            elif kind is Kind.LBRACK:
                value.values.append(self._within(token, "error while trying to parse list within list", self._list))
            elif kind is Kind.RBRACK:
                value.end = token.end
                self._depth = depth
                return value
            else:
                raise self._problem(token, f"unexpected token while parsing list: {kind}", _no_value(token), _bare_advice(token))

    def _within(self, token: Token, message: str, part: Callable[[], Value]) -> Value:
        try:
            return part()
        except SyntaxProblem as problem:
            raise SyntaxProblem(f"At {token.pos}: {message}: {problem.message}", problem.words, problem.start, problem.end,
                                problem.help) from None

    def _enter(self, opening: Token) -> int:
        """Go one level down; the level to return to."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise TooDeep(opening.start, opening.end)
        return self._depth - 1

    def _scan(self) -> Token:
        """The next token that is no comment."""
        if self._held:
            self._held = False
            return self._token
        token = self._scanner.scan()
        while token.kind is Kind.COMMENT:
            token = self._scanner.scan()
        self._token = token
        return token

    def _unscan(self) -> None:
        self._held = True

    def _problem(self, token: Token, message: str, words: str, help: str | None = None) -> SyntaxProblem:
        return SyntaxProblem(f"At {token.pos}: {message}", words, token.start, max(token.end, token.start), help)


def _quoted(keys: list[Token]) -> str:
    return f'"{" ".join(key.label() for key in keys)}"'


def _unexpected(kind: Kind, after_key: bool) -> str:
    if kind is Kind.RBRACE:
        return 'there is one "}" too many'
    return f"{_KIND_WORDS[kind]} cannot stand {'behind a name' if after_key else 'here'}: a name was expected"


def _no_value(token: Token) -> str:
    if token.kind is Kind.IDENT:
        return f'"{token.text}" is no value: a text stands in double quotes'
    return f"a value was expected here, not {_KIND_WORDS[token.kind]}"


def _bare_advice(token: Token) -> str | None:
    if token.kind is Kind.IDENT:
        return f'write "{token.text}"; agent configs know no variables and no functions'
    return None


def _expression_advice(kind: Kind) -> str | None:
    return "agent configs know no expressions: write the value itself" if kind in (Kind.ADD, Kind.SUB, Kind.PERIOD) else None
