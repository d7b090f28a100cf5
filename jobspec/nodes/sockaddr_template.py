"""go-sockaddr templates (`{{ GetPrivateInterfaces | include "network" "10.0.0.0/8" | attr "name" }}`) where they can be known.

Of Go's text/template, text, pipelines, literals and parentheses are read. Variables, `with`, `range`, `if` and Go's own functions are
not: then the answer says by name what stands in the way.
"""

from __future__ import annotations

import json
import re

import msgspec

from jobspec.nodes.sockaddr import Machine, SockaddrError
from jobspec.nodes.sockaddr_functions import NotEvaluated, Value, call


class Evaluated(msgspec.Struct, frozen=True):
    """The text that a template makes; where `text` is None, `problem` says why: Nomad fails too (`failed`), or it cannot be known."""

    text: str | None
    problem: str = ""
    failed: bool = False


_ACTION = re.compile(r"\{\{(-[ \t\r\n])?(.*?)([ \t\r\n]-)?\}\}", re.DOTALL)
_TOKEN = re.compile(r'\s*(?:("(?:[^"\\\n]|\\.)*")|`([^`]*)`|([+-]?\d+)(?![\w.])|(\.)(?!\w)|([A-Za-z_]\w*)|([()|])|(\S))', re.DOTALL)
_KEYWORDS = frozenset(["if", "else", "end", "range", "with", "define", "template", "block", "break", "continue", "nil", "true", "false"])


def evaluate(template: str, machine: Machine | None) -> Evaluated:
    """The text of a template on a machine; `machine` is None where its interfaces are not known."""
    if "{{" not in template:
        return Evaluated(template)
    if machine is None:
        return Evaluated(None, "the node's interfaces, which are not given")
    try:
        return Evaluated(_render(template, machine))
    except NotEvaluated as unknown:
        return Evaluated(None, f"{unknown}, which is not evaluated here")
    except SockaddrError as error:
        return Evaluated(None, str(error), True)


def _render(template: str, machine: Machine) -> str:
    out: list[str] = []
    position = 0
    trim = False
    for match in _ACTION.finditer(template):
        text = template[position : match.start()]
        text = text.lstrip(" \t\r\n") if trim else text
        out.append(text.rstrip(" \t\r\n") if match[1] else text)
        trim = match[3] is not None
        position = match.end()
        body = match[2].strip()
        if not body.startswith("/*"):
            out.append(_printed(_Pipeline(body, machine).run()))
    rest = template[position:]
    if "{{" in rest:
        raise SockaddrError("unable to parse template: unclosed action")
    out.append(rest.lstrip(" \t\r\n") if trim else rest)
    return "".join(out)


def _printed(value: Value) -> str:
    """A list of addresses is printed as Go prints it, which is no name of anything."""
    return "[" + " ".join(str(address) for address in value) + "]" if isinstance(value, list) else str(value)


class _Pipeline:
    """pipeline = command { "|" command }; command = operand { operand }; operand = literal | "." | name | "(" pipeline ")"."""

    __slots__ = ("_machine", "_place", "_tokens")

    def __init__(self, body: str, machine: Machine) -> None:
        self._machine = machine
        self._tokens = list(_tokens(body))
        self._place = 0

    def run(self) -> Value:
        value = self._pipeline()
        if self._place < len(self._tokens):
            raise SockaddrError(f"unable to parse template: unexpected {self._tokens[self._place][1]!r}")
        return value

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._place] if self._place < len(self._tokens) else ("end", "")

    def _pipeline(self) -> Value:
        value = self._command(())
        while self._peek() == ("sign", "|"):
            self._place += 1
            value = self._command((value,))
        return value

    def _command(self, piped: tuple[Value, ...]) -> Value:
        kind, text = self._peek()
        if kind == "name":
            self._place += 1
            arguments: list[Value] = []
            while self._peek()[0] not in ("end",) and self._peek() not in (("sign", "|"), ("sign", ")")):
                arguments.append(self._operand())
            return call(text, (*arguments, *piped), self._machine)
        if piped:
            raise SockaddrError(f"unable to parse template: non executable command in pipeline: {text!r}")
        return self._operand()

    def _operand(self) -> Value:
        kind, text = self._peek()
        self._place += 1
        match kind:
            case "text":
                return text
            case "number":
                return int(text)
            case "dot":
                return self._machine.addresses
            case "name":
                return call(text, (), self._machine)
            case "sign" if text == "(":
                value = self._pipeline()
                if self._peek() != ("sign", ")"):
                    raise SockaddrError("unable to parse template: unclosed left paren")
                self._place += 1
                return value
            case _:
                raise SockaddrError(f"unable to parse template: unexpected {text!r}" if text else "unable to parse template: missing value")


def _tokens(body: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for match in _TOKEN.finditer(body):
        if match[1] is not None:
            try:
                found.append(("text", json.loads(match[1])))
            except ValueError:
                raise NotEvaluated(f"the string {match[1]}") from None
        elif match[2] is not None:
            found.append(("text", match[2]))
        elif match[3] is not None:
            found.append(("number", match[3]))
        elif match[4] is not None:
            found.append(("dot", "."))
        elif match[5] is not None:
            if match[5] in _KEYWORDS:
                raise NotEvaluated(f'"{match[5]}"')
            found.append(("name", match[5]))
        elif match[6] is not None:
            found.append(("sign", match[6]))
        elif match[7] in "$.":
            raise NotEvaluated("a variable or field")
        else:
            raise SockaddrError(f"unable to parse template: unexpected {match[7]!r}")
    return found
