"""What drivers add of their own: the network of a container, ports of old (`port_map`), variables that are kept out."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase

import msgspec

from jobspec.models.job_task import Task
from jobspec.models.plan import AllocationNetwork
from jobspec.models.variables import clean_name
from jobspec.plan.tasks.names import unknown
from jobspec.plan.tasks.ports import has_namespace

_CONTAINER_ADDRESS = unknown("address that the driver gives the container")


class DriverNetwork(msgspec.Struct, frozen=True):
    """drivers.DriverNetwork: an address that a driver gave a task, the ports inside, and whether services announce it by themselves."""

    ip: str = ""
    ports: dict[str, int] = {}
    advertised: bool = False


def driver_network(task: Task, network: AllocationNetwork) -> DriverNetwork | None:
    """The network that a driver reports when its task has started; None from drivers that make none."""
    config = task.config or {}
    ports = port_map(config)
    match task.driver:
        case "docker":
            return _docker_network(config, ports, has_namespace(network))
        case "podman":
            return DriverNetwork("" if has_namespace(network) or _is_joined(config) else _CONTAINER_ADDRESS, ports, True)
        case "nspawn":
            return DriverNetwork("" if has_namespace(network) else _CONTAINER_ADDRESS, ports)
        case "qemu" if len(ports) == 1:
            return DriverNetwork(ports=ports)
        case _:
            return None


def _docker_network(config: Mapping[str, object], ports: dict[str, int], shared: bool) -> DriverNetwork:
    """Driver.detectIP: containers in the allocation's namespace, or on the host's network, have no address of their own."""
    mode = config.get("network_mode") or ""
    if _is_joined(config) or (not mode and shared):
        return DriverNetwork(ports=ports)
    own = mode not in ("", "default", "bridge", "nat")
    if config.get("advertise_ipv6_address") in (True, "true", "1", 1):
        return DriverNetwork(str(config.get("ipv6_address") or _CONTAINER_ADDRESS), ports, True)
    return DriverNetwork(str(config.get("ipv4_address") or _CONTAINER_ADDRESS), ports, own)


def _is_joined(config: Mapping[str, object]) -> bool:
    """Whether a container has no network of its own, or one without an address that can be reached."""
    mode = str(config.get("network_mode") or "")
    return mode in ("host", "none", "pasta", "slirp4netns") or mode.startswith(("container:", "ns:", "task:"))


def port_map(config: Mapping[str, object]) -> dict[str, int]:
    """The driver's `port_map`: ports inside of the container by label."""
    written = config.get("port_map")
    found: dict[str, int] = {}
    for entry in written if isinstance(written, list | tuple) else (written,):
        if isinstance(entry, Mapping):
            for label, port in entry.items():
                if str(port).isdecimal():
                    found[str(label)] = int(port)
    return found


def process_environment(task: Task, variables: dict[str, str]) -> dict[str, str]:
    """What a driver makes of the environment that it is handed (taskenv.SetPortMapEnvs, raw_exec's denied_envvars)."""
    config = task.config or {}
    match task.driver:
        case "docker" | "podman" | "qemu":
            return {**variables, **{clean_name(f"NOMAD_PORT_{label}"): str(port) for label, port in port_map(config).items()}}
        case "raw_exec":
            denied = [str(pattern) for pattern in config.get("denied_envvars") or ()]
            return {name: value for name, value in variables.items() if not any(_globbed(pattern, name) for pattern in denied)}
        case _:
            return variables


def _globbed(pattern: str, name: str) -> bool:
    """ryanuber/go-glob: only `*` has a meaning."""
    return fnmatchcase(name, pattern.replace("[", "[[]").replace("?", "[?]"))
