"""HCL's JSON form: text to a tree (json/scanner.go, json/parser.go, json/public.go)."""

from __future__ import annotations

import re
from typing import Final

from jobspec.diagnostics import Result
from jobspec.hcl import json_problems as problems
from jobspec.hcl.errors import Errors, Problem
from jobspec.hcl.json_strings import decode_string
from jobspec.hcl.json_syntax import (
    JsonArray,
    JsonBody,
    JsonBool,
    JsonInvalid,
    JsonMember,
    JsonNode,
    JsonNull,
    JsonNumber,
    JsonObject,
    JsonString,
)
from jobspec.hcl.numbers import parse_number
from jobspec.hcl.reader import MAX_DEPTH, TooDeep
from jobspec.hcl.structure import Body
from jobspec.hcl.suggestion import name_suggestion
from jobspec.hcl.syntax import Number
from jobspec.source import Source

_EOF: Final = ""
_STRING: Final = "S"
_NUMBER: Final = "N"
_KEYWORD: Final = "K"
_INVALID: Final = "?"

_TOKEN: Final = re.compile(
    r"[ \t\r\n]*+(?:"
    r'("(?>(?:[^"\\\x00-\x1f]++|\\[^\x00-\x1f]|\\(?=[\x00-\x1f]|\Z))*)"?+)'
    r"|([{}\[\],:=])"
    r"|([\-+.0-9][\-+.eE0-9]*+)"
    r"|([A-Za-z][A-Za-z_]*+)"
    r"|)"
)
_JSON_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+\-]?[0-9]+)?\Z")
_KEYWORDS: Final = ("false", "true", "null")


def parse_json(source: Source) -> Result[Body]:
    """A file in HCL's JSON form; the value is a `JsonBody` whatever the errors (json.Parse)."""
    parser = JsonParser(source)
    try:
        value = parser.parse_root()
    except TooDeep as deep:
        value = JsonInvalid(deep.start, deep.end)
        parser.errors.add(problems.TOO_DEEP, deep.start, deep.end, str(MAX_DEPTH), str(MAX_DEPTH))
    return Result(JsonBody(source, value), tuple(parser.errors.kept))


class JsonParser:
    """A position in the text, one token ahead."""

    __slots__ = ("_depth", "_text", "end", "errors", "kind", "start")

    def __init__(self, source: Source) -> None:
        self._text = source.text
        self._depth = 0
        self.errors = Errors(source)
        self.kind = _EOF
        self.start = 0
        self.end = 0
        self._advance(0)

    def parse_root(self) -> JsonNode:
        """root = object | array"""
        value = self._value()
        if not self.errors.count and self.kind != _EOF:
            self._error(problems.EXTRANEOUS)
        if not isinstance(value, (JsonObject, JsonArray)):
            self.errors.add(problems.ROOT, value.start, value.end)
            return JsonObject(0, 0, [], 0)
        return value

    def _advance(self, position: int) -> None:
        match = _TOKEN.match(self._text, position)
        assert match is not None
        group = match.lastindex
        if group is None:
            self.start = match.end()
            invalid = self.start < len(self._text) and self.kind != _INVALID
            self.kind = _INVALID if invalid else _EOF
            self.end = self.start + invalid
            return
        self.start, self.end = match.span(group)
        if group == 2:
            self.kind = match[2]
        else:
            self.kind = _STRING if group == 1 else _NUMBER if group == 3 else _KEYWORD

    def _read(self) -> tuple[str, int, int]:
        """Take the token at hand. After a character that starts no token the scanner gives up."""
        token = (self.kind, self.start, self.end)
        if self.kind == _INVALID:
            self.kind = _EOF
            self.start = self.end
        elif self.kind != _EOF:
            self._advance(self.end)
        return token

    def _error(self, problem: Problem) -> None:
        self.errors.add(problem, self.start, self.end)

    def _error_at(self, problem: Problem, token: tuple[str, int, int]) -> None:
        self.errors.add(problem, token[1], token[2])

    def _value(self) -> JsonNode:
        """value = object | array | string | number | "true" | "false" | "null" """
        kind, start, end = self.kind, self.start, self.end
        value: JsonNode | None = None
        if kind == _STRING:
            value = self._string()
        elif kind == "{" or kind == "[":
            self._depth += 1
            if self._depth > MAX_DEPTH:
                raise TooDeep(start, end)
            value = self._object() if kind == "{" else self._array()
            self._depth -= 1
        elif kind == _NUMBER:
            value = self._number()
        elif kind == _KEYWORD:
            value = self._keyword()
        elif kind == "}":
            self._error(problems.MISSING_JSON_VALUE)
        elif kind == "]":
            self._error(problems.MISSING_ELEMENT)
        elif kind == _EOF:
            self._error(problems.MISSING_VALUE)
        else:
            self._error(problems.INVALID_START)
        return JsonInvalid(start, end) if value is None else value

    def _recover(self, token: tuple[str, int, int], opener: str, closer: str) -> None:
        """Skip to the end of the object or array at hand, as far as that can be told."""
        open = 1
        while True:
            if token[0] == opener:
                open += 1
            elif token[0] == closer:
                open -= 1
                if open <= 1:
                    return
            elif token[0] == _EOF:
                return
            token = self._read()

    def _object(self) -> JsonObject | None:
        """object = "{" [ string ":" value { "," string ":" value } ] "}" """
        opened = self._read()
        members: list[JsonMember] = []
        while self.kind != "}":
            name = self._value()
            if not isinstance(name, JsonString):
                end = name.start + 1 if isinstance(name, (JsonObject, JsonArray)) else name.end
                self.errors.add(problems.PROPERTY_NAME, name.start, end)
                return None
            colon = self._read()
            if colon[0] != ":":
                self._recover(colon, "{", "}")
                problem = problems.MISSING_COLON
                if colon[0] == "}" or colon[0] == ",":
                    problem = problems.MISSING_PROPERTY_VALUE
                elif colon[0] == "=":
                    problem = problems.EQUALS_FOR_COLON
                self._error_at(problem, colon)
                return None
            members.append(JsonMember(name.start, name.end, name.value, self._value()))
            kind = self.kind
            if kind == ",":
                comma = self._read()
                if self.kind == "}":
                    self._error_at(problems.TRAILING_OBJECT_COMMA, comma)
                    return None
            elif kind == _EOF:
                self._error_at(problems.UNCLOSED_OBJECT, opened)
                return None
            elif kind == "]":
                self._read()
                self._error(problems.MISMATCHED_BRACES)
                return None
            elif kind != "}":
                self._recover(self._read(), "{", "}")
                self._error(problems.OBJECT_COMMA)
                return None
        close = self._read()
        return JsonObject(opened[1], close[2], members, close[1])

    def _array(self) -> JsonArray | None:
        """array = "[" [ value { "," value } ] "]" """
        opened = self._read()
        values: list[JsonNode] = []
        while self.kind != "]":
            values.append(self._value())
            kind = self.kind
            if kind == ",":
                comma = self._read()
                if self.kind == "]":
                    self._error_at(problems.TRAILING_ARRAY_COMMA, comma)
                    return None
            elif kind != "]":
                self._recover(self._read(), "[", "]")
                if kind == ":":
                    self._error(problems.ARRAY_COLON)
                elif kind == _EOF:
                    self._error_at(problems.UNCLOSED_ARRAY, opened)
                elif kind == "}":
                    self._error(problems.MISMATCHED_BRACKETS)
                else:
                    self._error(problems.ARRAY_COMMA)
                return None
        close = self._read()
        return JsonArray(opened[1], close[2], values)

    def _string(self) -> JsonString | None:
        token = self._read()
        _, start, end = token
        value, wrong = decode_string(self._text, start, end)
        if value is None:
            at = start if wrong < 0 else wrong
            self.errors.add(problems.INVALID_STRING, at, end if wrong < 0 else at + 1)
            return None
        return JsonString(start, end, value)

    def _number(self) -> JsonNumber | None:
        token = self._read()
        text = self._text[token[1] : token[2]]
        number: Number | None = parse_number(text) if _JSON_NUMBER.match(text) is not None else None
        if number is None:
            self.errors.add(problems.INVALID_NUMBER, token[1], token[2], text if len(text) <= 40 else text[:40] + "…")
            return None
        return JsonNumber(token[1], token[2], number)

    def _keyword(self) -> JsonNode | None:
        _, start, end = self._read()
        word = self._text[start:end]
        if word == "true" or word == "false":
            return JsonBool(start, end, word == "true")
        if word == "null":
            return JsonNull(start, end)
        if word in ("undefined", "NaN", "Infinity"):
            self.errors.add(problems.JAVASCRIPT_KEYWORD, start, end, word)
        else:
            near = name_suggestion(word, _KEYWORDS)
            self.errors.add(problems.KEYWORD, start, end, word, "" if near is None else f' Did you mean "{near}"?')
        return None
