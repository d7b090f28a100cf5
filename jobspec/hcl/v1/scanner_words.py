"""The errors of HCL 1's scanners, and what they are in plain words, with advice."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str | None]] = {
    "illegal char": ("this character means nothing here", None),
    "illegal char escape": (
        "this is no escape sequence", 'the escapes are \\a \\b \\f \\n \\r \\t \\v \\\\ \\" \\x41 \\u0041 \\U00000041 \\101'),
    "literal not terminated": ("this text has no closing quote on its line", None),
    "comment not terminated": ('this comment has no closing "*/"', None),
    "expected '/' for comment": ('"/" begins a comment only as "//" or "/*"', None),
    "illegal hexadecimal number": ('digits are missing behind "0x"', None),
    "illegal octal number": ("a number that begins with 0 is octal: its digits are 0 to 7", "remove the zeros in front"),
    "heredoc expected second '<', didn't see it": ('a heredoc begins with "<<"', None),
    "heredoc not terminated": ("the closing marker of this heredoc is missing", "it stands alone on a line, and a line end follows it"),
    "invalid characters in heredoc anchor": ('nothing may follow the marker behind "<<" on its line', None),
    "zero-length heredoc anchor": ('a marker is missing behind "<<"', 'write `<<EOF`, then the text, then `EOF` on a line of its own'),
    "illegal UTF-8 encoding": ("this is not UTF-8", "save the file as UTF-8"),
    "unexpected null character (0x00)": ("there is a NUL character here", None),
    "unicode code point U+E123 reserved for internal use": ("the character U+E123 is reserved", None),
}
