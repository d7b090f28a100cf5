"""TODO"""

from typing import Annotated

from jobspec.models import fields as hcl
from jobspec.models.base import Model


class CNIConfig(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    args: Annotated[dict[str, str] | None, hcl.attribute("args", "Args", "map(string)")] = None


class DNSConfig(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    servers: Annotated[tuple[str, ...] | None, hcl.attribute("servers", "Servers", "list(string)")] = None
    searches: Annotated[tuple[str, ...] | None, hcl.attribute("searches", "Searches", "list(string)")] = None
    options: Annotated[tuple[str, ...] | None, hcl.attribute("options", "Options", "list(string)")] = None


class Port(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    label: Annotated[str, hcl.label("", "Label")] = ""
    static: Annotated[int, hcl.attribute("static", "Value", "int")] = 0
    to: Annotated[int, hcl.attribute("to", "To", "int")] = 0
    host_network: Annotated[str, hcl.attribute("host_network", "HostNetwork", "string")] = ""
    ignore_collision: Annotated[bool, hcl.attribute("ignore_collision", "IgnoreCollision", "bool")] = False


class NetworkResource(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    mode: Annotated[str, hcl.attribute("mode", "Mode", "string")] = ""
    device: Annotated[str, hcl.attribute("device", "Device", "string")] = ""
    cidr: Annotated[str, hcl.attribute("cidr", "CIDR", "string")] = ""
    ip: Annotated[str, hcl.attribute("ip", "IP", "string")] = ""
    dns: Annotated[DNSConfig | None, hcl.block("dns", "DNS", "DNSConfig")] = None
    reserved_ports: Annotated[tuple[Port, ...] | None, hcl.blocks("reserved_ports", "ReservedPorts", "list(Port)")] = None
    dynamic_ports: Annotated[tuple[Port, ...] | None, hcl.blocks("port", "DynamicPorts", "list(Port)")] = None
    hostname: Annotated[str, hcl.attribute("hostname", "Hostname", "string")] = ""
    mbits: Annotated[int | None, hcl.attribute("mbits", "MBits", "int")] = None
    cni: Annotated[CNIConfig | None, hcl.block("cni", "CNI", "CNIConfig")] = None
