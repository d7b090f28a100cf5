"""The address and port that an address mode gives (client/serviceregistration/address.go, GetAddress)."""

from __future__ import annotations

import re

import msgspec

from jobspec.go_text import quote
from jobspec.models.plan import AllocatedPort, AllocationNetwork
from jobspec.plan.tasks.driver import DriverNetwork
from jobspec.plan.tasks.names import unknown
from jobspec.plan.tasks.ports import has_namespace

_NUMBER = re.compile(r"[+-]?[0-9]+")
_INT = 1 << 63


class Unavailable(Exception):
    """No address: `reason` is Nomad's text, `advice` what to do about it."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice


class Network(msgspec.Struct, frozen=True):
    """A network of the allocation or, in the old way, of a task, as the scheduler filled it in (structs.NetworkResource)."""

    ip: str
    ports: tuple[AllocatedPort, ...] = ()


class Surroundings(msgspec.Struct, frozen=True):
    """What addresses are made of. `ports` are those of the group; `status` is None where the client has no network status.

    Services of a task know no status (service_hook.go), those of a group no driver.
    """

    ports: tuple[AllocatedPort, ...] = ()
    networks: tuple[Network, ...] = ()
    driver: DriverNetwork | None = None
    status: AllocationNetwork | None = None

    def port(self, label: str) -> AllocatedPort | None:
        """AllocatedPorts.Get: the first of that label."""
        return next((port for port in self.ports if port.label == label), None)

    def network_port(self, label: str) -> tuple[str, int]:
        """Networks.Port: the address is the network's own; no port is ("", 0)."""
        for network in self.networks:
            for port in network.ports:
                if port.label == label:
                    return network.ip, port.host_port
        return "", 0


def address_of(custom: str, mode: str, label: str, around: Surroundings) -> tuple[str, int]:
    """Where a service or check with this `address`, `address_mode` and `port` is. Raises Unavailable.

    The address may be empty: then the provider takes its own. Port 0 means that there is none.
    """
    match mode:
        case "auto":
            if custom:
                return _custom_address(custom, label, around)
            advertised = around.driver is not None and around.driver.advertised
            return address_of("", "driver" if advertised else "host", label, around)
        case "host":
            _refuse_custom(custom, mode)
            return _host_address(label, around)
        case "driver":
            _refuse_custom(custom, mode)
            return _driver_address(label, around)
        case "alloc" | "alloc_ipv6":
            _refuse_custom(custom, "alloc")
            return _allocation_address(mode, label, around)
        case _:
            raise Unavailable(f"invalid address mode {quote(mode)}", "The modes are auto, host, driver, alloc and alloc_ipv6.")


def _custom_address(custom: str, label: str, around: Surroundings) -> tuple[str, int]:
    if not label:
        return custom, 0
    port = around.port(label)
    if port is not None:
        return custom, port.host_port
    number = integer(label)
    if number is None:
        raise Unavailable(f"invalid port: {quote(label)}: not a valid port mapping or numeric port", _known_labels(around))
    return custom, number


def _host_address(label: str, around: Surroundings) -> tuple[str, int]:
    if not label:
        return (around.networks[0].ip, 0) if len(around.networks) == 1 else ("", 0)
    port = around.port(label)
    if port is not None:
        return port.host_ip, port.host_port
    address, number = around.network_port(label)
    if number > 0:
        return address, number
    return "", _positive(label, f"invalid port {quote(label)}: port label not found", around)


def _driver_address(label: str, around: Surroundings) -> tuple[str, int]:
    driver = around.driver
    if driver is None:
        raise Unavailable('cannot use address_mode="driver": no driver network exists',
                          'Only containers have an address of their driver: use "host" or "alloc", or let a service of the task have it.')
    if not label:
        return driver.ip, 0
    port = around.port(label)
    if port is not None:
        return driver.ip, port.to
    if label in driver.ports:
        return driver.ip, driver.ports[label]
    reason = f"invalid port label {quote(label)}: port labels in driver address_mode must be numeric or in the driver's port map"
    return driver.ip, _positive(label, reason, around)


def _allocation_address(mode: str, label: str, around: Surroundings) -> tuple[str, int]:
    status = around.status
    if status is None or not has_namespace(status):
        raise Unavailable('cannot use address_mode="alloc": no allocation network status reported',
                          'The allocation has an address of its own only with a group network of mode "bridge" or "cni/NAME".')
    if mode == "alloc_ipv6":
        address = status.ipv6 or ""
    else:
        address = unknown("address of the allocation") if status.ip is None else status.ip
    if not label:
        return address, 0
    port = around.port(label)
    if port is not None:
        return address, port.to if port.to > 0 else port.host_port
    return address, _positive(label, f"invalid port {quote(label)}: port label not found or is not numeric", around)


def _refuse_custom(custom: str, mode: str) -> None:
    if custom:
        raise Unavailable(f"cannot use custom advertise address with {quote(mode)} address mode",
                          'An address of your own goes with address_mode = "auto" only.')


def _positive(label: str, reason: str, around: Surroundings) -> int:
    """A port given as a number instead of a label."""
    number = integer(label)
    if number is None:
        raise Unavailable(reason, _known_labels(around))
    if number <= 0:
        raise Unavailable(f"invalid port: {quote(label)}: port must be >0", "A port has a number from 1 to 65535.")
    return number


def is_number(text: str) -> bool:
    """Whether a text is written as a number, however large."""
    return _NUMBER.fullmatch(text) is not None


def integer(text: str) -> int | None:
    """strconv.Atoi: None for what is no number of 64 bits."""
    if not is_number(text):
        return None
    digits = text.lstrip("+-").lstrip("0") or "0"
    if len(digits) > 19:
        return None
    number = -int(digits) if text[0] == "-" else int(digits)
    return number if -_INT <= number < _INT else None


def _known_labels(around: Surroundings) -> str:
    labels = [port.label for port in (*around.ports, *(port for network in around.networks for port in network.ports))]
    if not labels:
        return "The allocation has no ports: add one to the group's network."
    return "The labels are " + ", ".join(f'"{label}"' for label in dict.fromkeys(labels)) + "."
