"""Networks of groups, and of tasks as they once were: modes, ports, DNS, CNI arguments."""

from typing import Annotated

from jobspec.models import fields as hcl
from jobspec.models.base import Model

#: The modes of a group's network, apart from `cni/NAME`.
NETWORK_MODES = ("host", "bridge", "none")


class CNIConfig(Model, frozen=True, kw_only=True, eq=False):
    """Arguments for CNI plugins: `network { cni { … } }`."""

    args: Annotated[dict[str, str] | None, hcl.attribute(
        "args", "Args", "map(string)", "Keys and values that plugins get in CNI_ARGS.")] = None


class DNSConfig(Model, frozen=True, kw_only=True, eq=False):
    """The resolver inside of the network namespace: `network { dns { … } }`."""

    servers: Annotated[tuple[str, ...] | None, hcl.attribute(
        "servers", "Servers", "list(string)", "Addresses of DNS servers.")] = None
    searches: Annotated[tuple[str, ...] | None, hcl.attribute(
        "searches", "Searches", "list(string)", "Domains to search.")] = None
    options: Annotated[tuple[str, ...] | None, hcl.attribute(
        "options", "Options", "list(string)", "Options of resolv.conf.")] = None


class Port(Model, frozen=True, kw_only=True, eq=False):
    """One port: `port "LABEL" { … }`."""

    label: Annotated[str, hcl.label(
        "", "Label", "Name by which tasks and services refer to the port.")] = ""
    static: Annotated[int, hcl.attribute(
        "static", "Value", "int", "Fixed host port from 1 to 65535; 0 lets Nomad choose one.")] = 0
    to: Annotated[int, hcl.attribute(
        "to", "To", "int", "Port inside of the network namespace; 0: the host port is used inside too, -1: the chosen one.")] = 0
    host_network: Annotated[str, hcl.attribute(
        "host_network", "HostNetwork", "string",
        "Name of the host network whose address is used; default: the node's default address.")] = ""
    ignore_collision: Annotated[bool, hcl.attribute(
        "ignore_collision", "IgnoreCollision", "bool",
        "Allows the static port to be used by several allocations of a node; default false.")] = False


class NetworkResource(Model, frozen=True, kw_only=True, eq=False):
    """A network: `network { … }` in a group; in resources its old form."""

    mode: Annotated[str, hcl.attribute(
        "mode", "Mode", "string", "host (default), bridge, none, or cni/NAME for a CNI network.")] = ""
    device: Annotated[str, hcl.attribute(
        "device", "Device", "string", "Name of the network device; Nomad sets it.")] = ""
    cidr: Annotated[str, hcl.attribute(
        "cidr", "CIDR", "string", "Network of the device; Nomad sets it.")] = ""
    ip: Annotated[str, hcl.attribute(
        "ip", "IP", "string", "Address of the network; Nomad sets it.")] = ""
    dns: Annotated[DNSConfig | None, hcl.block(
        "dns", "DNS", "DNSConfig", "The resolver inside of the network namespace.")] = None
    reserved_ports: Annotated[tuple[Port, ...] | None, hcl.blocks(
        "reserved_ports", "ReservedPorts", "list(Port)", "Ports with a fixed host port.")] = None
    dynamic_ports: Annotated[tuple[Port, ...] | None, hcl.blocks(
        "port", "DynamicPorts", "list(Port)", "Ports for which Nomad chooses the host port.")] = None
    hostname: Annotated[str, hcl.attribute(
        "hostname", "Hostname", "string", "Host name inside of the network namespace (bridge and CNI modes).")] = ""
    mbits: Annotated[int | None, hcl.attribute(
        "mbits", "MBits", "int", "Bandwidth in megabits; deprecated and without effect.")] = None
    cni: Annotated[CNIConfig | None, hcl.block(
        "cni", "CNI", "CNIConfig", "Arguments for CNI plugins.")] = None
