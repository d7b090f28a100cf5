"""Interfaces and routes of a machine from the JSON of `ip -json addr` and `ip -json route`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from msgspec import field

from jobspec.diagnostics import Result
from jobspec.models.json_words import in_words
from jobspec.models.node import Interface, Route
from jobspec.nodes.cidr import parse_cidr
from jobspec.nodes.documents import Document
from jobspec.nodes.node_findings import UnreadableMachine

_MAC = re.compile(r"[0-9a-f]{2}(:[0-9a-f]{2})+")


class _AddressJson(msgspec.Struct, frozen=True):
    local: str = ""
    prefixlen: int = 32

    def __post_init__(self) -> None:
        if self.local and parse_cidr(f"{self.local}/{self.prefixlen}") is None:
            raise ValueError(f'"{self.local}/{self.prefixlen}" is no address')


class _InterfaceJson(msgspec.Struct, frozen=True):
    ifname: str = ""
    ifindex: int = 0
    flags: tuple[str, ...] = ()
    address: str = ""
    addr_info: tuple[_AddressJson, ...] = ()


class _RouteJson(msgspec.Struct, frozen=True):
    dst: str = ""
    type: str = "unicast"
    gateway: str = ""
    dev: str = ""
    metric: int = 0
    source: str = field(default="", name="from")
    nhid: int | None = None
    encap: str = ""
    tos: str | int = ""


Read = TypeVar("Read")
Made = TypeVar("Made")


def read_interfaces(document: Document) -> Result[tuple[Interface, ...]]:
    """`ip -json addr`: interfaces in the kernel's order, with their addresses in its order (as Go's net.Interfaces has them)."""
    return _read(document, tuple[_InterfaceJson, ...], "interfaces", "ip -json addr", lambda read: tuple(map(_interface, read)))


def read_routes(document: Document) -> Result[tuple[Route, ...]]:
    """`ip -json route`: routes in the kernel's order."""
    return _read(document, tuple[_RouteJson, ...], "routes", "ip -json route", lambda read: tuple(map(_route, read)))


def _read(document: Document, shape: type[Read], what: str, command: str, make: Callable[[Any], Made]) -> Result[Made]:
    value = document.value
    if not isinstance(value, list):
        words = f"These {what} are not a list."
        return Result(None, (UnreadableMachine.at(document.place(()), words, help=f"Write them with `{command}`."),))
    entries = [entry for entry in value if entry != {}]  # ip leaves such where a filter shows nothing
    try:
        return Result(make(msgspec.convert(entries, shape)))
    except msgspec.ValidationError as error:
        index = re.search(r"\$\[(\d+)\]", str(error))
        span = document.place(() if index is None else (value.index(entries[int(index[1])]),))
        words = f"These {what} cannot be read: {in_words(error)}."
        return Result(None, (UnreadableMachine.at(span, words, help=f"Write them with `{command}`."),))


def _interface(read: _InterfaceJson) -> Interface:
    mac = read.address if _MAC.fullmatch(read.address) and read.address.strip("0:") else ""
    addresses = tuple(f"{address.local}/{address.prefixlen}" for address in read.addr_info if address.local)
    return Interface(read.ifname, read.ifindex, mac, "UP" in read.flags, "LOOPBACK" in read.flags, addresses, read.flags)


def _route(read: _RouteJson) -> Route:
    plain = (read.type == "unicast" and bool(read.gateway) and ":" not in read.gateway and not read.source and read.nhid is None
             and not read.encap and not read.tos)
    return Route(read.dst, read.dev, read.gateway, read.metric, plain)
