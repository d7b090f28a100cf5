"""Where a rule stands in a job while it looks at one model."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, TypeVar, cast

from jobspec.models.variables import interpolated

if TYPE_CHECKING:
    from jobspec.models.job_group import TaskGroup
    from jobspec.models.job_job import Job
    from jobspec.models.job_resources import RequestedDevice
    from jobspec.models.job_service import Service, ServiceCheck
    from jobspec.models.job_task import Task

Made = TypeVar("Made")

#: The first and the last of a client's dynamic ports.
PortRange = tuple[int, int]
#: That of a client that sets neither min_dynamic_port nor max_dynamic_port (client/config).
USUAL_RANGE: PortRange = (20000, 32000)


class Context:
    """The parents of the model that a hook is called with.

    `written` is the job as the file has it, `job` the canonical one; `group`, `task`, `service`, `device` are None outside
    of such a block. `index` counts the models of one list from 0. `once` keeps what rules need
    again in a later hook call for the same job. `driver_schemas` are the schemas that the user brought, by driver; `dynamic_ports` the
    ranges of the nodes that the job is for, where they are known.
    """

    __slots__ = ("_kept", "device", "driver_schemas", "dynamic_ports", "group", "index", "job", "service", "task", "written")

    def __init__(self, written: Job, job: Job, driver_schemas: Mapping[str, Mapping[str, object]] | None = None,
                 dynamic_ports: Collection[PortRange] = ()) -> None:
        self.written = written
        self.job = job
        self.group: TaskGroup | None = None
        self.task: Task | None = None
        self.service: Service | None = None
        self.device: RequestedDevice | None = None
        self.index = 0
        self.driver_schemas = driver_schemas or {}
        self.dynamic_ports = dynamic_ports
        self._kept: dict[tuple[object, ...], object] = {}

    def once(self, make: Callable[[], Made], *key: object) -> Made:
        """What `make` makes, made at the first call with a key. A key is a name and the ids of what it is made from."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast("Made", self._kept[key])

    @property
    def job_type(self) -> str:
        return self.job.type or ""

    def in_group(self) -> TaskGroup:
        """The group; for hooks that are only called inside of one."""
        assert self.group is not None
        return self.group

    def in_task(self) -> Task:
        """The task; for hooks that are only called inside of one."""
        assert self.task is not None
        return self.task

    def in_service(self) -> Service:
        """The service; for hooks that are only called inside of one."""
        assert self.service is not None
        return self.service

    def service_name(self, service: Service, task: Task | None) -> str:
        """The name with `${JOB}`, `${TASKGROUP}`, `${TASK}` and `${BASE}` filled in (structs.Service.Canonicalize)."""
        if "${" not in service.name:
            return service.name
        group = self.in_group().name or ""
        job = self.job.name or ""
        owner = "group" if task is None else task.name
        known = {"JOB": job, "TASKGROUP": group, "TASK": owner, "BASE": f"{job}-{group}-{owner}"}
        return interpolated(service.name, known)

    def service_task(self, service: Service) -> str:
        """The task that a service belongs to: as written, else the one around it, else none (structs.Service.Canonicalize)."""
        if service.task:
            return service.task
        return self.task.name if self.task is not None and self.task.name != "group" else ""

    def check_name(self, check: ServiceCheck) -> str:
        """The name, or the default made from the service's (structs.ServiceCheck.Canonicalize)."""
        if check.name:
            return check.name
        from jobspec.go_text import quote

        return f"service: {quote(self.service_name(self.in_service(), self.task))} check"

    def check_task(self, check: ServiceCheck) -> str:
        """The task that a check belongs to; one written in a task's own service is dropped by the API (ApiServicesToStructs)."""
        if self.task is None and check.task:
            return check.task
        owner = self.service_task(self.in_service())
        return "" if owner == "group" else owner
