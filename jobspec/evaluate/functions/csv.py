"""csvdecode (go-cty stdlib/csv.go over Go's encoding/csv)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.functions.arguments import list_of_values, text
from jobspec.evaluate.functions.limits import check_collection
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.types import DYNAMIC, STRING, ObjectType
from jobspec.evaluate.values import Value, object_of, string
from jobspec.go_text import quote


def _csvdecode(args: Sequence[Value], _: Context | None) -> Value:
    """A list of objects; the first record names the attributes."""
    records = _records(text(args[0]))
    first = next(records, None)
    if first is None:
        raise FunctionError("missing header line")
    header = first[1]
    for index, name in enumerate(header):
        if name in header[:index]:
            raise FunctionError(f"duplicate column name {quote(name)}")
    rows: list[Value] = []
    for line, fields in records:
        if len(fields) != len(header):
            raise _wrong(line, "wrong number of fields")
        rows.append(object_of({name: string(field) for name, field in zip(header, fields, strict=True)}))
        check_collection(len(rows))
    return list_of_values(rows, ObjectType(dict.fromkeys(sorted(header), STRING)))


def _wrong(line: int, message: str) -> FunctionError:
    return FunctionError(f"CSV parse error on line {line}: {message}")


def _lines(source: str) -> list[str]:
    """Lines with their ends, which are `\\n` (csv.Reader.readLine)."""
    lines = source.replace("\r\n", "\n").split("\n")
    last = lines.pop()
    ended = [line + "\n" for line in lines]
    if last:
        ended.append(last.removesuffix("\r"))
    return ended


def _records(source: str) -> Iterator[tuple[int, list[str]]]:
    """Records with the number of the line on which each begins; empty lines do not count (csv.Reader.readRecord).

        record = field { "," field } line-end ; field = { character but not quote } | quoted
        quoted = '"' { character but not quote | '""' } '"'
    """
    lines = _lines(source)
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if line in ("\n", ""):
            continue
        begin = number
        fields: list[str] = []
        while True:
            if not line.startswith('"'):
                field, comma, _ = line.removesuffix("\n").partition(",")
                if '"' in field:
                    raise _wrong(number, 'bare " in non-quoted-field')
                fields.append(field)
                if not comma:
                    break
                line = line[len(field) + 1 :]
                continue
            field, line, number = _quoted(line[1:], lines, number)
            fields.append(field)
            if not line.startswith(","):
                break
            line = line[1:]
        yield begin, fields


def _quoted(line: str, lines: list[str], number: int) -> tuple[str, str, int]:
    """A field in quotes, the rest of its last line, and the number of that line."""
    parts: list[str] = []
    while True:
        before, closing, rest = line.partition('"')
        parts.append(before)
        if not closing:
            if number >= len(lines):
                raise _wrong(number, 'extraneous or missing " in quoted-field')
            line = lines[number]
            number += 1
        elif rest.startswith('"'):
            parts.append('"')
            line = rest[1:]
        elif rest.startswith(",") or rest in ("", "\n"):
            return "".join(parts), rest, number
        else:
            raise _wrong(number, 'extraneous or missing " in quoted-field')


FUNCTIONS: Final = (Function("csvdecode", _csvdecode, (Param("str", STRING),), DYNAMIC),)
