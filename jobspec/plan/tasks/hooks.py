"""Variables that hooks set before a task starts, over what the task itself says (client/allocrunner/taskrunner)."""

from __future__ import annotations

import posixpath

from jobspec.models.job_group import TaskGroup
from jobspec.models.job_task import Task
from jobspec.models.variables import clean_name
from jobspec.plan.placed import Placed
from jobspec.plan.tasks.folders import ISOLATION
from jobspec.plan.tasks.interpolation import Known
from jobspec.plan.tasks.names import joined, unknown
from jobspec.plan.tasks.tokens import consul_token_variables

PROXIES = ("connect-proxy", "connect-ingress", "connect-terminating", "connect-mesh")
_NATIVE = "connect-native"
_ADMIN, _READY = ("127.0.0.2", 19000), ("127.0.0.1", 19100)


def early_hook_variables(placed: Placed, task: Task) -> dict[str, str]:
    """What hooks add before templates are rendered, in the order in which they run."""
    return {**consul_token_variables(task), **_device_variables(placed, task), **_csi_variables(task)}


def connect_variables(placed: Placed, task: Task, known: Known) -> dict[str, str]:
    """What the hooks of proxies, gateways and native tasks add, after all others. `known` is the environment before them."""
    prefix, _, service = task.kind.partition(":")
    if prefix in PROXIES:
        return _envoy_variables(placed.group, task, service, known)
    if prefix == _NATIVE:
        return _native_variables(placed.group, known)
    return {}


def _device_variables(placed: Placed, task: Task) -> dict[str, str]:
    """deviceHook: what a device plugin says. Of those that Nomad's makers publish, nvidia's sets a variable."""
    for device in () if task.resources is None else task.resources.devices or ():
        vendors = {group.vendor for group in placed.node.device_groups if group.type == device.name}
        if device.name.startswith("nvidia/") or "nvidia" in vendors:
            return {"NVIDIA_VISIBLE_DEVICES": unknown("ids of the devices")}
    return {}


def _csi_variables(task: Task) -> dict[str, str]:
    """csiPluginSupervisorHook: where the plugin is to listen."""
    plugin = task.csi_plugin
    if plugin is None or "CSI_ENDPOINT" in (task.env or {}):
        return {}
    if ISOLATION.get(task.driver) == "none":
        return {"CSI_ENDPOINT": "unix://" + unknown("socket in the state_dir of the client")}
    return {"CSI_ENDPOINT": "unix://" + posixpath.join(plugin.mount_dir, "csi.sock")}


def _envoy_variables(group: TaskGroup, task: Task, service: str, known: Known) -> dict[str, str]:
    """envoyBootstrapHook: where Envoy's own listeners are."""
    return {
        clean_name(f"NOMAD_ENVOY_ADMIN_ADDR_{service}"): _envoy_address(group, task, service, known, *_ADMIN),
        clean_name(f"NOMAD_ENVOY_READY_ADDR_{service}"): _envoy_address(group, task, service, known, *_READY),
    }


def _envoy_address(group: TaskGroup, task: Task, service: str, known: Known, address: str, base: int) -> str:
    """buildEnvoyBind: by the task's place in the group; on the host's network the port of the service, as the job has it."""
    network = (group.networks or (None,))[0]
    if network is None or network.mode != "host":
        names = [other.name for other in group.tasks or ()]
        return joined(address, base + names.index(task.name))
    labels = [known.filled(other.port) for other in group.services or () if known.filled(other.name) == service]
    if not labels:
        return joined(address, base)
    for port in (*(network.reserved_ports or ()), *(network.dynamic_ports or ())):
        if port.label == labels[0]:
            return joined(address, port.static)
    return joined(address, 0)


def _native_variables(group: TaskGroup, known: Known) -> dict[str, str]:
    """connectNativeHook: how to reach Consul, as far as the task does not say it; with the agent's settings of Consul at their defaults."""
    network = (group.networks or (None,))[0]
    variables = {"CONSUL_HTTP_SSL": "false", "CONSUL_HTTP_SSL_VERIFY": "true"}
    if network is not None and network.mode == "bridge":
        variables |= {"CONSUL_HTTP_ADDR": "unix:///alloc/tmp/consul_http.sock", "CONSUL_TLS_SERVER_NAME": "localhost"}
    elif network is not None and network.mode == "host":
        variables["CONSUL_HTTP_ADDR"] = "localhost:8500"
    return {name: value for name, value in variables.items() if name not in known.variables}
