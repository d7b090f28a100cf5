"""Connect sidecars, native services and gateways: the tasks, ports and settings that a server adds (job_endpoint_hook_connect.go)."""

from __future__ import annotations

from hashlib import sha256

from msgspec.structs import replace

from jobspec.admission.connect_tasks import (
    INGRESS,
    MESH,
    NATIVE,
    PROXY,
    TERMINATING,
    gateway_task,
    merged,
    sidecar_task,
    task_kind,
    with_settings_of_task,
)
from jobspec.admission.defaults import defaulted_network, defaulted_task
from jobspec.admission.environment import submission_environment
from jobspec.admission.outcome import Refused
from jobspec.models.defaults import SECOND, each
from jobspec.models.job_connect import ConsulConnect
from jobspec.models.job_gateway import ConsulGateway, ConsulGatewayBindAddress, ConsulGatewayProxy, ConsulIngressConfigEntry
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_job import Job
from jobspec.models.job_network import Port
from jobspec.models.job_service import Service
from jobspec.models.job_task import Task
from jobspec.models.variables import interpolated


def with_connect(job: Job) -> Job:
    """jobConnectHook.Mutate. Groups without a network are left for validation to refuse. Raises Refused."""
    return replace(job, task_groups=each(lambda group: _group(job, group) if group.networks else group, job.task_groups))


def _group(job: Job, group: TaskGroup) -> TaskGroup:
    """groupConnectHook: each service in turn sees the tasks and ports that the ones before it brought."""
    environment = submission_environment(job, group)
    for index, service in enumerate(group.services or ()):
        connect = service.connect
        if connect is None:
            continue
        if connect.sidecar_service is not None:
            service = replace(service, name=interpolated(service.name, environment))
            group = _with_sidecar(job, group, service, connect)
            service = replace(service, connect=with_settings_of_task(connect))
        elif connect.native:
            group, service = _with_native_task(group, service)
        elif connect.gateway is not None:
            service = replace(service, name=interpolated(service.name, environment))
            group, service = _with_gateway(job, group, service, connect, connect.gateway)
        services = group.services or ()
        group = replace(group, services=(*services[:index], service, *services[index + 1 :]))
    networks = group.networks or ()
    return replace(group, networks=(defaulted_network(networks[0]), *networks[1:]))


def _with_sidecar(job: Job, group: TaskGroup, service: Service, connect: ConsulConnect) -> TaskGroup:
    kind = task_kind(PROXY, service.name)
    tasks = group.tasks or ()
    place = next((index for index, task in enumerate(tasks) if task.kind == kind), len(tasks))
    task = tasks[place] if place < len(tasks) else _with_own_name(sidecar_task(group, service), tasks)
    task = defaulted_task(job, group, merged(connect.sidecar_task, task))
    group = replace(group, tasks=(*tasks[:place], task, *tasks[place + 1 :]))
    port = connect.sidecar_service.port if connect.sidecar_service is not None else ""
    return _with_port(group, port or f"{PROXY}-{service.name}", connect)


def _with_own_name(task: Task, others: tuple[Task, ...]) -> Task:
    """Nomad appends six random digits where the name is taken. Here they follow from the name, so that results repeat."""
    if all(other.name != task.name for other in others):
        return task
    return replace(task, name=f"{task.name}-{sha256(task.name.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}")


def _with_native_task(group: TaskGroup, service: Service) -> tuple[TaskGroup, Service]:
    """The task that speaks for a native service gets its kind, and the service its task's name."""
    tasks = group.tasks or ()
    name = service.task
    if not name:
        if len(tasks) != 1:
            raise Refused(f"task for Consul Connect Native service {group.name}->{service.name} is ambiguous and must be set")
        name = tasks[0].name
    place = next((index for index, task in enumerate(tasks) if task.name == name), None)
    if place is None:
        raise Refused(f"task {name} named by Consul Connect Native service {group.name}->{service.name} does not exist")
    task = replace(tasks[place], kind=task_kind(NATIVE, service.name))
    return replace(group, tasks=(*tasks[:place], task, *tasks[place + 1 :])), replace(service, task=name)


def _with_gateway(job: Job, group: TaskGroup, service: Service, connect: ConsulConnect,
                  gateway: ConsulGateway) -> tuple[TaskGroup, Service]:
    mode = (group.networks or ())[0].mode
    connect = replace(connect, gateway=replace(gateway, proxy=_gateway_proxy(gateway, mode)))
    service = replace(service, connect=connect)
    if gateway.terminating is not None and not service.port:
        service = replace(service, port=f"{TERMINATING}-{service.name}")
        group = _with_port(group, service.port, connect)
    if gateway.mesh is not None:
        if not service.port:
            raise Refused("service.port must be set for mesh gateway service")
        group = _with_port(group, f"{MESH}-{service.name}-lan", connect)
    tasks = group.tasks or ()
    kinds = {task_kind(prefix, service.name) for prefix in (INGRESS, TERMINATING, MESH)}
    if not any(task.kind in kinds for task in tasks):
        prefix = MESH if gateway.mesh is not None else INGRESS if gateway.ingress is not None else TERMINATING
        task = merged(connect.sidecar_task, gateway_task(group, service, prefix, mode == "host"))
        group = replace(group, tasks=(*tasks, defaulted_task(job, group, task)))
        service = replace(service, connect=with_settings_of_task(connect))
    return group, service


def _gateway_proxy(gateway: ConsulGateway, mode: str) -> ConsulGatewayProxy:
    """gatewayProxy: bind addresses for gateways in a network namespace, unless the file has settings of its own."""
    given = gateway.proxy or ConsulGatewayProxy()
    if given.envoy_gateway_no_default_bind or given.envoy_gateway_bind_tagged_addresses or given.envoy_gateway_bind_addresses:
        return given
    proxy = replace(
        given, connect_timeout=5 * SECOND if given.connect_timeout is None else given.connect_timeout, envoy_gateway_bind_addresses=None,
    )
    if mode != "bridge" and not mode.startswith("cni/"):
        return proxy
    # -1 stands for the port that is assigned later
    anywhere = ConsulGatewayBindAddress(address="0.0.0.0", port=-1)
    if gateway.ingress is not None:
        addresses = _ingress_addresses(gateway.ingress)
    elif gateway.terminating is not None:
        addresses = {"default": anywhere}
    elif gateway.mesh is not None:
        addresses = {"wan": anywhere, "lan": anywhere}
    else:
        return proxy
    return replace(proxy, envoy_gateway_no_default_bind=True, envoy_gateway_bind_addresses=addresses)


def _ingress_addresses(ingress: ConsulIngressConfigEntry) -> dict[str, ConsulGatewayBindAddress]:
    return {
        service.name: ConsulGatewayBindAddress(address="0.0.0.0", port=listener.port)
        for listener in ingress.listeners or ()
        for service in listener.services or ()
    }


def _with_port(group: TaskGroup, label: str, connect: ConsulConnect) -> TaskGroup:
    """injectPort: a port of the first network that is the same inside and outside, unless the label is there already."""
    networks = group.networks or ()
    network = networks[0]
    ports = network.dynamic_ports or ()
    if any(port.label == label for port in ports):
        return group
    network = replace(network, dynamic_ports=(*ports, Port(label=label, to=-1, origin=connect.origin)))
    return replace(group, networks=(network, *networks[1:]))
