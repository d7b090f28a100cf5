"""Values as YAML text, laid out as go-cty-yaml's emitter does it (encode.go, emitterc.go)."""

from __future__ import annotations

import re
from typing import Final

from jobspec.evaluate.functions.limits import check_text
from jobspec.evaluate.numbers import format_number
from jobspec.evaluate.types import NUMBER
from jobspec.evaluate.values import Value

_INDENT: Final = 2
_WIDTH: Final = 80
#: Keys of more bytes than this get a line of their own.
_LONGEST_KEY: Final = 128
_BREAKS: Final = "\r\n\x85\u2028\u2029"
_ESCAPES: Final = {
    "\0": "0", "\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r", "\x1b": "e", '"': '"', "\\": "\\",
    "\x85": "N", "\xa0": "_", "\u2028": "L", "\u2029": "P",
}
#: What the emitter takes for unprintable: control characters, the byte order mark, and everything beyond the first 65,536 characters.
_UNPRINTABLE: Final = "\x00-\t\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff\U00010000-\U0010ffff"
_SPECIAL: Final = re.compile(f"[{_UNPRINTABLE}]")
_QUOTED_SPECIAL: Final = re.compile(f'[{_UNPRINTABLE}\n\u2028\u2029"\\\\]')
_SPACE_BREAK: Final = re.compile(f" [{_BREAKS}]")


def yaml_of(value: Value) -> str:
    """A wholly known value as a YAML document in block style, every string in double quotes or as a literal block."""
    writer = _Writer()
    writer.node(value, root=True)
    writer.end()
    return "".join(writer.parts)


class _Writer:
    """Writes nodes. The flags are the emitter's: `whitespace` and `indention` say what stands at the end of the text so far."""

    __slots__ = ("column", "indent", "indention", "open_ended", "parts", "whitespace", "written")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.column = 0
        self.indent = -1
        self.whitespace = True
        self.indention = True
        self.open_ended = False
        self.written = 0

    def put(self, text: str) -> None:
        """Append text without line breaks."""
        self.parts.append(text)
        self.column += len(text)
        self.written += len(text)
        check_text(self.written)

    def new_line(self, line_break: str = "\n") -> None:
        self.parts.append(line_break)
        self.column = 0

    def write_indent(self) -> None:
        indent = max(self.indent, 0)
        if not self.indention or self.column > indent or (self.column == indent and not self.whitespace):
            self.new_line()
        if self.column < indent:
            self.put(" " * (indent - self.column))
        self.whitespace = True
        self.indention = True

    def indicator(self, text: str, need_whitespace: bool, is_whitespace: bool = False, is_indention: bool = False) -> None:
        self.put(" " + text if need_whitespace and not self.whitespace else text)
        self.whitespace = is_whitespace
        self.indention = self.indention and is_indention
        self.open_ended = False

    def increase_indent(self, flow: bool, indentless: bool = False) -> int:
        """Indent what follows; gives the indentation to go back to."""
        before = self.indent
        if before < 0:
            self.indent = _INDENT if flow else 0
        elif not indentless:
            self.indent += _INDENT
        return before

    def end(self) -> None:
        """The end of the document: what might go on is closed with three dots."""
        self.write_indent()
        if self.open_ended:
            self.indicator("...", True)
            self.write_indent()

    def node(self, value: Value, root: bool = False, in_mapping: bool = False, simple_key: bool = False) -> None:
        raw = value.raw
        if isinstance(raw, (tuple, dict)):
            if not raw:
                brackets = "[]" if isinstance(raw, tuple) else "{}"
                self.indicator(brackets[0], True, True)
                self.indicator(brackets[1], False)
            elif isinstance(raw, tuple):
                self.sequence(raw, in_mapping)
            else:
                self.mapping(raw)
            return
        before = self.increase_indent(True)
        if isinstance(raw, str):
            self.string(raw, simple_key)
        else:
            text = "null" if raw is None else format_number(value) if value.type is NUMBER else "true" if raw else "false"
            self.plain(text, root)
        self.indent = before

    def sequence(self, items: tuple[Value, ...], in_mapping: bool) -> None:
        before = self.increase_indent(False, in_mapping and not self.indention)
        for item in items:
            self.write_indent()
            self.indicator("-", True, False, True)
            self.node(item)
        self.indent = before

    def mapping(self, items: dict[str, Value]) -> None:
        before = self.increase_indent(False)
        for key in sorted(items):
            self.write_indent()
            simple = not any(line_break in key for line_break in _BREAKS) and len(key.encode("utf-8", "surrogatepass")) <= _LONGEST_KEY
            if not simple:
                self.indicator("?", True, False, True)
            self.key(key, simple)
            if simple:
                self.indicator(":", False)
            else:
                self.write_indent()
                self.indicator(":", True, False, True)
            self.node(items[key], in_mapping=True)
        self.indent = before

    def key(self, key: str, simple: bool) -> None:
        before = self.increase_indent(True)
        self.string(key, simple)
        self.indent = before

    def plain(self, text: str, root: bool) -> None:
        self.put(text if self.whitespace else " " + text)
        self.whitespace = self.indention = False
        self.open_ended = self.open_ended or root

    def string(self, text: str, simple_key: bool) -> None:
        """Text with line feeds becomes a literal block where it can be one."""
        if "\n" in text and not simple_key and text[-1] != " " and not _SPECIAL.search(text) and not _SPACE_BREAK.search(text):
            self.literal(text)
        else:
            self.double_quoted(text, not simple_key)

    def literal(self, text: str) -> None:
        self.indicator("|", True)
        if text[0] == " " or text[0] in _BREAKS:
            self.indicator(str(_INDENT), False)
        keep = text[-1] in _BREAKS and (len(text) == 1 or text[-2] in _BREAKS)
        if keep or text[-1] not in _BREAKS:
            self.indicator("+" if keep else "-", False)
        self.open_ended = False
        self.new_line()
        self.indention = self.whitespace = breaks = True
        for match in re.finditer(f"[{_BREAKS}]|[^{_BREAKS}]+", text):
            piece = match[0]
            if piece in _BREAKS:
                self.new_line(piece)
                self.indention = breaks = True
                continue
            if breaks:
                self.write_indent()
            self.put(piece)
            self.indention = breaks = False

    def double_quoted(self, text: str, allow_breaks: bool) -> None:
        self.indicator('"', True)
        if self.column + len(text) <= _WIDTH and not _QUOTED_SPECIAL.search(text):
            self.put(text)
        else:
            self.folded(text, allow_breaks)
        self.indicator('"', False)
        self.whitespace = self.indention = False

    def folded(self, text: str, allow_breaks: bool) -> None:
        """The inside of double quotes; long lines go on below, at a space."""
        everything = text.startswith("\ufeff")
        after_space = False
        last = len(text) - 1
        for index, character in enumerate(text):
            if everything or _QUOTED_SPECIAL.match(character):
                self.put(_escaped(character))
                after_space = False
            elif character == " ":
                if allow_breaks and not after_space and self.column > _WIDTH and 0 < index < last:
                    self.write_indent()
                    if text[index + 1] == " ":
                        self.put("\\")
                else:
                    self.put(" ")
                after_space = True
            else:
                self.put(character)
                after_space = False


def _escaped(character: str) -> str:
    short = _ESCAPES.get(character)
    if short is not None:
        return "\\" + short
    code = ord(character)
    return f"\\x{code:02X}" if code <= 0xFF else f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
