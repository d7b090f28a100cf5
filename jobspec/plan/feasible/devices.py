"""Devices such as GPUs: which of a node's groups suit a request, and whether enough are left (DeviceChecker, deviceAllocator)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from jobspec.models.job_group import TaskGroup
from jobspec.models.job_resources import RequestedDevice
from jobspec.models.node import DeviceGroup, Node
from jobspec.models.plan import Reason
from jobspec.plan.feasible.attributes import holds_on_device, resolve_on_device
from jobspec.plan.feasible.findings import Findings
from jobspec.plan.feasible.names import Names


def requests_of(group: TaskGroup) -> list[RequestedDevice]:
    """The devices that the tasks of a group ask for."""
    return [device for task in group.tasks or () if task.resources is not None for device in task.resources.devices or ()]


def device_name(group: DeviceGroup) -> str:
    return f"{group.vendor}/{group.type}/{group.name}"


def check_devices(group: TaskGroup, node: Node, names: Names, findings: Findings) -> None:
    """Every request that the node's healthy devices cannot serve, whoever uses them now."""
    used: Counter[str] = Counter()
    for request in requests_of(group):
        if not node.attributes_known and not node.device_groups:
            findings.assume(f'{request.count or 1} of the device "{request.name}" are there and healthy')
            continue
        wanted = request.count if request.count is not None else 1
        fitting = [own for own in node.device_groups if suits(own, request)]
        if _take(wanted, fitting, used):
            continue
        if not fitting:
            message = f'the node has no device "{request.name}"' + (" that meets the constraints" if request.constraints else "")
        else:
            healthy = sum(own.healthy for own in fitting)
            message = f'{wanted} of the device "{request.name}" are asked for, and {healthy} are healthy on the node'
        findings.against(Reason(code="NODE213", message=message, nomad="missing devices", span=request.span(),
                                help=None if fitting else names.advice(request.name, "device")), "device_groups")


def _take(wanted: int, fitting: list[DeviceGroup], used: Counter[str]) -> bool:
    """Nomad's first check adds up what fits, even over several groups of devices."""
    for own in fitting:
        free = own.healthy - used[device_name(own)]
        taken = max(0, min(wanted, free))
        used[device_name(own)] += taken
        wanted -= taken
    return wanted == 0 and bool(fitting)


def suits(device: DeviceGroup, request: RequestedDevice) -> bool:
    """nodeDeviceMatches: the parts of the name that are given, and every constraint. Instances are not known by their ids."""
    parts = request.name.split("/", 2)
    wanted = {1: ("", parts[0], ""), 2: (parts[0], parts[-1], "")}.get(len(parts)) or tuple(parts)
    if any(one and one != own for one, own in zip(wanted, (device.vendor, device.type, device.name), strict=True)):
        return False
    return all(
        holds_on_device(one.operator, resolve_on_device(one.attribute, device), resolve_on_device(one.value, device))
        for one in request.constraints or ()
        if "${device.ids}" not in (one.attribute, one.value)
    )


def assign_devices(group: TaskGroup, node: Node, used: Mapping[str, int]) -> tuple[dict[str, int], RequestedDevice | None]:
    """createOffer: instances by device for all of the group's requests, each from one device; and the first that finds none."""
    taken: Counter[str] = Counter()
    for request in requests_of(group):
        wanted = request.count if request.count is not None else 1
        fitting = [own for own in node.device_groups
                   if suits(own, request) and own.healthy - used.get(device_name(own), 0) - taken[device_name(own)] >= wanted]
        if not fitting:
            return dict(taken), request
        best = max(fitting, key=lambda own: _preference(own, request))
        taken[device_name(best)] += wanted
    return dict(taken), None


def _preference(device: DeviceGroup, request: RequestedDevice) -> float:
    """The weights of the affinities that a device meets."""
    return sum(
        affinity.weight or 0
        for affinity in request.affinities or ()
        if holds_on_device(affinity.operator, resolve_on_device(affinity.attribute, device), resolve_on_device(affinity.value, device))
    )
