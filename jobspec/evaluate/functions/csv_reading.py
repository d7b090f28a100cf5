"""CSV as Go's encoding/csv reads it, which refuses more than Python's csv module: stray quotes, rows of another length."""

from __future__ import annotations

from collections.abc import Iterator

from jobspec.evaluate.errors import FunctionError


def csv_rows(text: str) -> Iterator[list[str]]:
    """The rows of a text; empty lines are passed over. Raises FunctionError with the line of the first mistake.

    The first row says how many fields each of the others must have.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    number, width = 0, None
    while number < len(lines):
        start = number
        if lines[number] == "":
            number += 1
            continue
        row, number = _row(lines, number)
        if width is not None and len(row) != width:
            raise _error(start, "wrong number of fields")
        width = len(row)
        yield row


def _row(lines: list[str], number: int) -> tuple[list[str], int]:
    """The fields of the row that begins on line `number` (from 0), and the number of the line after it."""
    row: list[str] = []
    line, position = lines[number], 0
    while True:
        if not line.startswith('"', position):
            end = line.find(",", position)
            field = line[position:] if end < 0 else line[position:end]
            if '"' in field:
                raise _error(number, 'bare " in non-quoted-field')
            row.append(field)
            if end < 0:
                return row, number + 1
            position = end + 1
            continue
        parts: list[str] = []
        position += 1
        while True:
            end = line.find('"', position)
            if end < 0:
                parts.append(line[position:] + "\n")
                number += 1
                if number >= len(lines):
                    raise _error(number - 1, 'extraneous or missing " in quoted-field')
                line, position = lines[number], 0
            elif line.startswith('""', end):
                parts.append(line[position : end + 1])
                position = end + 2
            else:
                parts.append(line[position:end])
                position = end + 1
                break
        row.append("".join(parts))
        if position == len(line):
            return row, number + 1
        if line[position] != ",":
            raise _error(number, 'extraneous or missing " in quoted-field')
        position += 1


def _error(line: int, problem: str) -> FunctionError:
    return FunctionError(f"CSV parse error on line {line + 1}: {problem}")
