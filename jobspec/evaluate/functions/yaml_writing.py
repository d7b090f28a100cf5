"""Values as YAML, laid out as go-cty-yaml's emitter does it (encode.go, emitterc.go): keys and texts in double quotes, texts of
several lines as literal blocks, everything else in block style.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.numbers import format_number
from jobspec.evaluate.types import NUMBER
from jobspec.evaluate.values import Value

_INDENT: Final = 2
_WIDTH: Final = 80
#: The longest key that is written without `?`, in bytes.
_LONGEST_SIMPLE_KEY: Final = 128
_BREAKS: Final = "\n\r\x85\u2028\u2029"
_SHORT: Final = {
    "\0": "0", "\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r", "\x1b": "e", '"': '"', "\\": "\\",
    "\x85": "N", "\xa0": "_", "\u2028": "L", "\u2029": "P",
}


def yaml_of(value: Value) -> str:
    """A wholly known value as a YAML document."""
    emitter = _Emitter()
    emitter.node(value, root=True)
    return emitter.document()


def _is_printable(character: str) -> bool:
    return (character == "\n" or " " <= character <= "~" or "\xa0" <= character <= "\ud7ff"
            or ("\ue000" <= character <= "\ufffd" and character != "\ufeff"))


def _fits_literal(text: str) -> bool:
    """Whether a text may stand in a literal block (yaml_emitter_analyze_scalar: block_allowed)."""
    if text.endswith(" ") or not all(map(_is_printable, text)):
        return False
    return not any(before == " " and after in _BREAKS for before, after in pairwise(text))


class _Emitter:
    """Output so far and where in it we are."""

    __slots__ = ("_column", "_indent", "_indention", "_open_ended", "_parts", "_whitespace")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._column = 0
        self._indent = -1
        self._whitespace = True
        self._indention = True
        self._open_ended = False

    def document(self) -> str:
        """What was written, with the end of the document."""
        self._write_indent()
        if self._open_ended:
            self._write_indicator("...", True)
            self._write_indent()
        return "".join(self._parts)

    def node(self, value: Value, root: bool = False, mapping: bool = False) -> None:
        """One value: `mapping` when it is the value of a mapping's key."""
        raw = value.raw
        if raw is None:
            self._plain("null", root)
        elif isinstance(raw, bool):
            self._plain("true" if raw else "false", root)
        elif value.type is NUMBER:
            self._plain(format_number(value), root)
        elif isinstance(raw, str):
            self._text(raw, False)
        elif isinstance(raw, dict):
            self._mapping(raw)
        elif isinstance(raw, tuple):
            self._sequence(raw, mapping)
        else:
            raise FunctionError("cannot serialize unknown value as YAML")

    def _sequence(self, items: tuple[Value, ...], mapping: bool) -> None:
        if not items:
            self._write_indicator("[", True, True)
            self._write_indicator("]", False)
            return
        outer = self._indent
        self._increase_indent(mapping and not self._indention)
        for item in items:
            self._write_indent()
            self._write_indicator("-", True, False, True)
            self.node(item)
        self._indent = outer

    def _mapping(self, items: dict[str, Value]) -> None:
        if not items:
            self._write_indicator("{", True, True)
            self._write_indicator("}", False)
            return
        outer = self._indent
        self._increase_indent(False)
        for key, item in items.items():
            self._write_indent()
            simple = not any(character in _BREAKS for character in key) and len(key.encode("utf-8", "replace")) <= _LONGEST_SIMPLE_KEY
            if not simple:
                self._write_indicator("?", True, False, True)
            self._text(key, simple)
            if simple:
                self._write_indicator(":", False)
            else:
                self._write_indent()
                self._write_indicator(":", True, False, True)
            self.node(item, mapping=True)
        self._indent = outer

    def _increase_indent(self, indentless: bool) -> None:
        if self._indent < 0:
            self._indent = 0
        elif not indentless:
            self._indent += _INDENT

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._column += len(text)

    def _put_break(self, text: str = "\n") -> None:
        self._parts.append(text)
        self._column = 0

    def _write_indent(self) -> None:
        indent = max(self._indent, 0)
        if not self._indention or self._column > indent or (self._column == indent and not self._whitespace):
            self._put_break()
        if self._column < indent:
            self._put(" " * (indent - self._column))
        self._whitespace = True
        self._indention = True

    def _write_indicator(self, indicator: str, need_whitespace: bool, is_whitespace: bool = False, is_indention: bool = False) -> None:
        if need_whitespace and not self._whitespace:
            self._put(" ")
        self._put(indicator)
        self._whitespace = is_whitespace
        self._indention = self._indention and is_indention
        self._open_ended = False

    def _text(self, text: str, simple_key: bool) -> None:
        """A text, which is indented one level further where it goes on to other lines."""
        outer = self._indent
        self._indent = _INDENT if outer < 0 else outer + _INDENT
        if "\n" in text and not simple_key and _fits_literal(text):
            self._literal(text)
        else:
            self._quoted(text, not simple_key)
        self._indent = outer

    def _plain(self, text: str, root: bool) -> None:
        if not self._whitespace:
            self._put(" ")
        self._put(text)
        self._whitespace = False
        self._indention = False
        if root:
            self._open_ended = True

    def _literal(self, text: str) -> None:
        self._write_indicator("|", True)
        if text[0] == " " or text[0] in _BREAKS:
            self._write_indicator(str(_INDENT), False)
        self._open_ended = False
        if text[-1] not in _BREAKS:
            self._write_indicator("-", False)
        elif len(text) == 1 or text[-2] in _BREAKS:
            self._write_indicator("+", False)
            # The emitter marks the document as open ended before it writes the hint, which takes the mark away again.
        self._put_break()
        self._indention = True
        self._whitespace = True
        breaks = True
        for character in text:
            if character in _BREAKS:
                self._put_break(character)
                self._indention = True
                breaks = True
            else:
                if breaks:
                    self._write_indent()
                self._put(character)
                self._indention = False
                breaks = False

    def _quoted(self, text: str, allow_breaks: bool) -> None:
        spaces = False
        self._write_indicator('"', True)
        last = len(text) - 1
        for position, character in enumerate(text):
            if character == " ":
                if allow_breaks and not spaces and self._column > _WIDTH and 0 < position < last:
                    self._write_indent()
                    if text[position + 1] == " ":
                        self._put("\\")
                else:
                    self._put(" ")
                spaces = True
                continue
            spaces = False
            if _is_printable(character) and character not in _BREAKS and character not in '"\\':
                self._put(character)
            else:
                self._escape(character)
        self._write_indicator('"', False)
        self._whitespace = False
        self._indention = False

    def _escape(self, character: str) -> None:
        code = ord(character)
        short = _SHORT.get(character)
        if short is not None:
            text = short
        elif code <= 0xFF:
            text = f"x{code:02X}"
        elif code <= 0xFFFF:
            text = f"u{code:04X}"
        else:
            text = f"U{code:08X}"
        # The backslash and what follows are put one by one in Go, which counts the same columns.
        self._put("\\" + text)
