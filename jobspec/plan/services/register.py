"""What an allocation registers, and what keeps it from doing so (group_service_hook.go, service_hook.go, nsd.go, service_client.go)."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from jobspec.go_text import quote
from jobspec.models.job_service import Service
from jobspec.models.job_task import Task
from jobspec.models.plan import AllocationNetwork, Failure, PlannedCheck, Registration, Warning
from jobspec.plan.placed import Placed
from jobspec.plan.services.address import Network, Surroundings, Unavailable, address_of
from jobspec.plan.services.checks import check_address, consul_check, nomad_check
from jobspec.plan.services.interpolate import interpolated_service
from jobspec.plan.services.sidecar import sidecar_registration
from jobspec.plan.services.tagged import tagged_address
from jobspec.plan.tasks.driver import driver_network
from jobspec.plan.tasks.environment import allocation_environment, task_environment

GROUP_SERVICE, TASK_SERVICE, CHECK = "NODE401", "NODE402", "NODE403"


class Problem(msgspec.Struct, frozen=True):
    """Why a service has no registration: `reason` in Nomad's words, `advice` in ours."""

    service: Service
    reason: str
    advice: str


class Workload(msgspec.Struct, frozen=True):
    """The services of a group, or of one of its tasks, as written and as interpolated (serviceregistration.WorkloadServices)."""

    task: str | None
    written: tuple[Service, ...]
    services: tuple[Service, ...]
    around: Surroundings
    checked: Surroundings  # what the client's own checks of these services know
    node_known: bool = True  # whether an attribute that the node's description lacks is one that the node lacks

    @property
    def provider(self) -> str:
        """WorkloadServices.RegistrationProvider: that of the first."""
        return self.services[0].provider or "consul"


def registrations(placed: Placed, network: AllocationNetwork) -> tuple[tuple[Registration, ...], Failure | None]:
    """The registrations while the main tasks run. A group whose services have no address fails before any task starts.

    A task whose services have none runs without any of them: `registration_warnings` says so.
    """
    if network.failure is not None:
        return (), None
    group = _group_workload(placed, network)
    found, problems = _registered(group)
    if problems:
        return (), _failure(group, problems)
    for workload in _task_workloads(placed, network):
        found = (*found, *_registered(workload)[0])
    return found, None


def registration_warnings(placed: Placed, network: AllocationNetwork) -> tuple[Warning, ...]:
    """Services and checks that Nomad silently does without: it only says so in an event of the task, or the check never passes."""
    if network.failure is not None:
        return ()
    group = _group_workload(placed, network)
    if _registered(group)[1]:
        return ()
    found: list[Warning] = []
    for workload in (group, *_task_workloads(placed, network)):
        for problem in _registered(workload)[1]:
            message = f'no service of task "{workload.task}" is registered: {problem.reason}'
            found.append(Warning(code=TASK_SERVICE, message=message, group=placed.group.name or "", node=placed.node.name))
        if workload.services and workload.provider == "nomad":
            found.extend(_check_warnings(placed, workload))
    return tuple(found)


def _check_warnings(placed: Placed, workload: Workload) -> list[Warning]:
    found: list[Warning] = []
    for service in workload.services:
        for check in service.checks or ():
            try:
                check_address(service, check, workload.checked)
            except Unavailable as missing:
                message = f'check "{check.name}" of service "{service.name}" always fails: {missing.reason}'
                found.append(Warning(code=CHECK, message=message, group=placed.group.name or "", node=placed.node.name))
    return found


def _group_workload(placed: Placed, network: AllocationNetwork) -> Workload:
    known = allocation_environment(placed)
    written = placed.group.services or ()
    around = _group_surroundings(placed, network)
    return Workload(None, written, tuple(interpolated_service(service, known, placed.canary) for service in written), around, around,
                    placed.node.attributes_known)


def _task_workloads(placed: Placed, network: AllocationNetwork) -> tuple[Workload, ...]:
    """Of the tasks that run beside the main ones: not of those that have ended before, nor of those that come after."""
    return tuple(_task_workload(placed, network, task) for task in placed.group.tasks or () if task.services and _runs(task))


def _task_workload(placed: Placed, network: AllocationNetwork, task: Task) -> Workload:
    written = task.services or ()
    driver = driver_network(task, network)
    known = task_environment(placed, network, task, driver)
    services = tuple(interpolated_service(service, known, placed.canary) for service in written)
    own = tuple(port for port in placed.ports if port.task == task.name)
    networks = (Network(own[0].host_ip if own else placed.ip, own),) if task.resources is not None and task.resources.networks else ()
    ports = tuple(port for port in placed.ports if port.task is None)
    around = Surroundings(ports=ports, networks=networks, driver=driver)
    return Workload(task.name, written, services, around, _group_surroundings(placed, network), placed.node.attributes_known)


def _group_surroundings(placed: Placed, network: AllocationNetwork) -> Surroundings:
    """The group's ports and network; its address is the first of the node's first network of mode host (AllocatedPortsToNetworkResouce)."""
    ports = tuple(port for port in placed.ports if port.task is None)
    hosts = (node_network.addresses for node_network in placed.node.networks if node_network.mode == "host")
    addresses = next(hosts, ())
    networks = (Network(addresses[0].address if addresses else "", ports),) if placed.group.networks else ()
    return Surroundings(ports=ports, networks=networks, status=network)


def _runs(task: Task) -> bool:
    lifecycle = task.lifecycle
    return lifecycle is None or lifecycle.hook == "poststart" or (lifecycle.hook == "prestart" and lifecycle.sidecar)


def _registered(workload: Workload) -> tuple[tuple[Registration, ...], tuple[Problem, ...]]:
    """All of a workload's services, or none of them and why. Nomad's own provider tells all reasons, Consul's the first."""
    if not workload.services:
        return (), ()
    register = _with_nomad if workload.provider == "nomad" else _with_consul
    found: list[Registration] = []
    problems: list[Problem] = []
    for service in workload.services:
        try:
            found.extend(register(service, workload))
        except Unavailable as missing:
            problems.append(Problem(service, missing.reason, missing.advice))
            if workload.provider != "nomad":
                break
    return (() if problems else tuple(found)), tuple(problems)


def _with_nomad(service: Service, workload: Workload) -> tuple[Registration, ...]:
    """generateNomadServiceRegistration"""
    address, port = _service_address(service, workload.around)
    checks = tuple(nomad_check(service, check, workload.checked) for check in service.checks or ())
    return (_registration(service, workload, address, port, checks),)


def _with_consul(service: Service, workload: Workload) -> tuple[Registration, ...]:
    """ServiceClient.serviceRegs"""
    address, port = _service_address(service, workload.around)
    sidecar = sidecar_registration(service, workload.task, workload.around)
    tagged = {tag: text if "${" in text and not workload.node_known else tagged_address(text, port)
              for tag, text in sorted((service.tagged_addresses or {}).items())}
    checks = tuple(consul_check(service, check, workload.around) for check in service.checks or ())
    meta = {**(service.meta or {}), "external-source": "nomad"}
    own = replace(_registration(service, workload, address, port, checks), kind=_kind(service), meta=dict(sorted(meta.items())),
                  tagged_addresses=tagged)
    return (own,) if sidecar is None else (own, sidecar)


def _kind(service: Service) -> str:
    gateway = None if service.connect is None else service.connect.gateway
    if gateway is None:
        return service.kind
    if gateway.ingress is not None:
        return "ingress-gateway"
    if gateway.terminating is not None:
        return "terminating-gateway"
    return service.kind if gateway.mesh is None else "mesh-gateway"


def _service_address(service: Service, around: Surroundings) -> tuple[str, int]:
    try:
        return address_of(service.address, service.address_mode or "auto", service.port, around)
    except Unavailable as missing:
        reason = f"unable to get address for service {quote(service.name)}: {missing.reason}"
        raise Unavailable(reason, missing.advice) from None


def _registration(service: Service, workload: Workload, address: str, port: int, checks: tuple[PlannedCheck, ...]) -> Registration:
    return Registration(
        name=service.name,
        provider=workload.provider,
        address=address,
        port=port,
        tags=service.tags or (),
        task=workload.task,
        checks=checks,
    )


def _failure(workload: Workload, problems: tuple[Problem, ...]) -> Failure:
    """allocRunner.Run with a pre-run hook's error. Nomad's own provider lists its errors (go-multierror)."""
    if workload.provider == "nomad":
        count = "1 error" if len(problems) == 1 else f"{len(problems)} errors"
        reason = f"{count} occurred:\n" + "".join(f"\t* {problem.reason}\n" for problem in problems) + "\n"
    else:
        reason = problems[0].reason
    first = problems[0]
    names = ", ".join(f'"{problem.service.name}"' for problem in problems)
    what = f"service {names} has" if len(problems) == 1 else f"services {names} have"
    written = next((own for own, service in zip(workload.written, workload.services, strict=True) if service is first.service), None)
    return Failure(
        code=GROUP_SERVICE,
        message=f"{what} no address to register: {first.reason.rpartition('service ' + quote(first.service.name) + ': ')[2]}",
        nomad=f'failed to setup alloc: pre-run hook "group_services" failed: {reason}',
        help=first.advice,
        span=None if written is None else written.span_of("port"),
    )
