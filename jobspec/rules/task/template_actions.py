"""The actions of a Go template, as far as balance goes (text/template/parse: lex.go, parse.go)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

OPENING = ("block", "define", "if", "range", "with")

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|`[^`]*`', re.DOTALL)


class Problem(msgspec.Struct, frozen=True):
    """What is wrong with a template, at an action that starts and ends at these offsets."""

    start: int
    end: int
    message: str
    help: str | None = None


class Action(msgspec.Struct, frozen=True):
    """One action: its offsets, and its first word ("" where it starts with anything else)."""

    start: int
    end: int
    word: str
    text: str


def problem_in(data: str, left: str, right: str) -> Problem | None:
    """The first thing that keeps a template from being parsed, by its delimiters and blocks alone."""
    opened: list[Action] = []
    for action in actions(data, left, right):
        if isinstance(action, Problem):
            return action
        if action.word in OPENING:
            opened.append(action)
        elif action.word == "end" and opened:
            opened.pop()
        elif action.word in ("end", "else") and not opened:
            return Problem(action.start, action.end, f"{action.text} closes no block: no range, if or with is open here")
    if opened:
        last = opened[-1]
        return Problem(last.start, last.end, f"{last.text} has no end", f"Write {left} end {right} where the block ends.")
    return None


def actions(data: str, left: str, right: str) -> Iterator[Action | Problem]:
    """The actions of a template one after the other; a problem is the last."""
    position = data.find(left)
    while position >= 0:
        inner = position + len(left)
        if data.startswith("- ", inner) or data.startswith("-\n", inner) or data.startswith("-\t", inner):
            inner += 1
        body = inner + len(data[inner:]) - len(data[inner:].lstrip(" \t\n\r"))
        end = _end_of_comment(data, body, right) if data.startswith("/*", body) else _end(data, body, right)
        if isinstance(end, str):
            line = data.find("\n", position)
            yield Problem(position, len(data) if line < 0 else line, end)
            return
        text = data[position:end]
        word = _WORD.match(data, body, end)
        yield Action(position, end, "" if word is None else word[0], text if len(text) < 60 and "\n" not in text else text[:40] + "…")
        position = data.find(left, end)


def _end_of_comment(data: str, start: int, right: str) -> int | str:
    close = data.find("*/", start + 2)
    if close < 0:
        return "the comment of this action has no */"
    end = data.find(right, close)
    return "this action is not closed" if end < 0 else end + len(right)


def _end(data: str, position: int, right: str) -> int | str:
    """Where the action that `position` is inside of ends, or what is wrong with it."""
    while position < len(data):
        if data.startswith(right, position):
            return position + len(right)
        if data[position] in "\"'`":
            quoted = _QUOTED.match(data, position)
            if quoted is None:
                return "a quoted text in this action has no end"
            position = quoted.end()
        else:
            position += 1
    return f"this action is not closed: expected {right}"
