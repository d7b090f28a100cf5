"""go-sockaddr templates (`{{ GetPrivateInterfaces | include "network" "10.0.0.0/8" | attr "name" }}`) where they can be known.

Of Go's text/template, text, pipelines, literals and parentheses are read. Variables, `with`, `range`, `if` and Go's own functions are
not: then the answer says by name what stands in the way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from jobspec.nodes.sockaddr import (
    IfAddr,
    IfAddrs,
    Machine,
    SockaddrError,
    default_addresses,
    exclude,
    include,
    private_addresses,
    public_addresses,
    sort_by,
)

Value = str | int | IfAddrs


class Evaluated(msgspec.Struct, frozen=True):
    """The text that a template makes; where `text` is None, `problem` says why: Nomad fails too (`failed`), or it cannot be known."""

    text: str | None
    problem: str = ""
    failed: bool = False


class _Unknown(Exception):
    """What this evaluator does not do."""


_ACTION = re.compile(r"\{\{(-[ \t\r\n])?(.*?)([ \t\r\n]-)?\}\}", re.DOTALL)
_TOKEN = re.compile(r'\s*(?:("(?:[^"\\\n]|\\.)*")|`([^`]*)`|([+-]?\d+)(?![\w.])|(\.)(?!\w)|([A-Za-z_]\w*)|([()|])|(\S))', re.DOTALL)
_KEYWORDS = frozenset(["if", "else", "end", "range", "with", "define", "template", "block", "break", "continue", "nil", "true", "false"])
_GO_FUNCTIONS = frozenset((
    "and", "call", "html", "index", "slice", "js", "len", "not", "or", "print", "printf", "println", "urlquery",
    "eq", "ge", "gt", "le", "lt", "ne",
))


def evaluate(template: str, machine: Machine | None) -> Evaluated:
    """The text of a template on a machine; `machine` is None where its interfaces are not known."""
    if "{{" not in template:
        return Evaluated(template)
    if machine is None:
        return Evaluated(None, "the node's interfaces, which are not given")
    try:
        return Evaluated(_render(template, machine))
    except _Unknown as unknown:
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
            return _call(text, (*arguments, *piped), self._machine)
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
                return _call(text, (), self._machine)
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
                raise _Unknown(f"the string {match[1]}") from None
        elif match[2] is not None:
            found.append(("text", match[2]))
        elif match[3] is not None:
            found.append(("number", match[3]))
        elif match[4] is not None:
            found.append(("dot", "."))
        elif match[5] is not None:
            if match[5] in _KEYWORDS:
                raise _Unknown(f'"{match[5]}"')
            found.append(("name", match[5]))
        elif match[6] is not None:
            found.append(("sign", match[6]))
        elif match[7] in "$.":
            raise _Unknown("a variable or field")
        else:
            raise SockaddrError(f"unable to parse template: unexpected {match[7]!r}")
    return found


Kind = Literal["text", "number", "addresses"]
_PYTHON_TYPES: dict[Kind, type] = {"text": str, "number": int, "addresses": list}


def _call(name: str, arguments: Sequence[Value], machine: Machine) -> Value:
    """A function of go-sockaddr's template package; the piped value is the last argument."""
    function = _FUNCTIONS.get(name)
    if function is None:
        if name in _GO_FUNCTIONS or name == "math":
            raise _Unknown(f'the function "{name}"')
        raise SockaddrError(f'unable to parse template: function "{name}" not defined')
    kinds, call = function
    if len(arguments) != len(kinds):
        raise SockaddrError(f"wrong number of args for {name}: want {len(kinds)} got {len(arguments)}")
    for kind, argument in zip(kinds, arguments, strict=True):
        if not isinstance(argument, _PYTHON_TYPES[kind]):
            raise SockaddrError(f"wrong type of argument for {name}")
    return call(machine, *arguments)


def _attribute(address: IfAddr, name: str) -> str:
    """IfAddr.Attr, without the attributes that nobody names an interface by."""
    ip = address.ip
    match name.lower():
        case "name":
            return address.interface.name
        case "flags":
            flags = address.interface.flags
            known = ("UP", "BROADCAST", "LOOPBACK", "POINTOPOINT", "MULTICAST")
            words = {"POINTOPOINT": "pointtopoint"}
            running = ["running"] if "UP" in flags and "NO-CARRIER" not in flags else []
            return "|".join([words.get(flag, flag.lower()) for flag in known if flag in flags] + running) or "0"
        case "address":
            return str(ip.ip)
        case "host":
            return str(ip.ip)
        case "network":
            return str(ip.network.network_address)
        case "mask_bits":
            return str(ip.network.prefixlen)
        case "netmask":
            return str(ip.netmask)
        case "port":
            return "0"
        case "string":
            return str(address)
        case "type":
            return f"IPv{ip.version}"
        case "binary" | "first_usable" | "hex" | "last_usable" | "octets" | "size" | "broadcast" | "uint32" | "uint128":
            raise _Unknown(f'the attribute "{name}"')
        case _:
            raise SockaddrError(f'unsupported attribute name "{name}"')


def _attr(machine: Machine, name: str, addresses: IfAddrs) -> str:
    return _attribute(addresses[0], name) if addresses else ""


def _join(machine: Machine, name: str, separator: str, addresses: IfAddrs) -> str:
    return separator.join(_attribute(address, name) for address in addresses)


def _limit(machine: Machine, number: int, addresses: IfAddrs) -> IfAddrs:
    if number < 0:
        raise SockaddrError("cannot convert a negative number for limit")
    return addresses[:number]


def _offset(machine: Machine, number: int, addresses: IfAddrs) -> IfAddrs:
    if abs(number) > len(addresses):
        raise SockaddrError(f"unable to seek past the end of the interface array: offset ({abs(number)}) exceeds the number of interfaces "
                            f"({len(addresses)})")
    return addresses[number:]


def _unique(machine: Machine, selector: str, addresses: IfAddrs) -> IfAddrs:
    if addresses and selector.lower() not in ("address", "name"):
        raise SockaddrError(f'unsupported unique constraint "{selector}"')
    kept: IfAddrs = []
    last = ""
    for address in addresses:
        text = str(address) if selector.lower() == "address" else address.interface.name
        if text != last:
            kept.append(address)
        last = text
    return kept


def _first(addresses: IfAddrs) -> str:
    return str(addresses[0].ip.ip) if addresses else ""


def _all(addresses: IfAddrs) -> str:
    return " ".join(str(address.ip.ip) for address in addresses)


def _named(machine: Machine, pattern: str) -> IfAddrs:
    return sort_by("+type,+size", include("name", pattern, machine.addresses, machine), machine)


def _named_first(machine: Machine, pattern: str) -> str:
    return _first(include("flags", "forwardable", _named(machine, pattern), machine))


def _by_size(machine: Machine) -> IfAddrs:
    return sort_by("type,size", machine.addresses, machine)


def _private_all(machine: Machine) -> str:
    return _all(include("flags", "forwardable", include("rfc", "6890", _by_size(machine), machine), machine))


_FUNCTIONS: dict[str, tuple[tuple[Kind, ...], Callable[..., Value]]] = {
    "GetAllInterfaces": ((), lambda machine: machine.addresses),
    "GetDefaultInterfaces": ((), default_addresses),
    "GetPrivateInterfaces": ((), private_addresses),
    "GetPublicInterfaces": ((), public_addresses),
    "sort": (("text", "addresses"), lambda machine, clauses, addresses: sort_by(clauses, addresses, machine)),
    "include": (("text", "text", "addresses"), lambda machine, name, value, addresses: include(name, value, addresses, machine)),
    "exclude": (("text", "text", "addresses"), lambda machine, name, value, addresses: exclude(name, value, addresses, machine)),
    "attr": (("text", "addresses"), _attr),
    "join": (("text", "text", "addresses"), _join),
    "limit": (("number", "addresses"), _limit),
    "offset": (("number", "addresses"), _offset),
    "unique": (("text", "addresses"), _unique),
    "GetPrivateIP": ((), lambda machine: _first(private_addresses(machine))),
    "GetPrivateIPs": ((), _private_all),
    "GetPublicIP": ((), lambda machine: _first(public_addresses(machine))),
    "GetPublicIPs": ((), lambda machine: _all(exclude("rfc", "6890", _by_size(machine), machine))),
    "GetInterfaceIP": (("text",), _named_first),
    "GetInterfaceIPs": (("text",), lambda machine, pattern: _all(_named(machine, pattern))),
}
