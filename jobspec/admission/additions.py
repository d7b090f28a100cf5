"""What each step of a server's admission brought into a job, for people who wonder where a task or constraint comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jobspec.admission.admit import Admission
from jobspec.models.job_constraint import Constraint
from jobspec.models.job_job import Job
from jobspec.models.plan import Addition

Place = tuple[str, str, str, str]  # kind, group, task, text
SILENT = ("api", "store")  # these only fill in values


def additions(admission: Admission) -> tuple[Addition, ...]:
    """Everything that was added, in the order of the steps. A task that was added brings its own parts without a mention."""
    found: list[Addition] = []
    known: Counter[Place] = Counter()
    for step, job in admission.steps:
        present = Counter(_places(job))
        if step not in SILENT:
            new = present - known
            made = {(group, text) for kind, group, _, text in new if kind == "task"}
            found.extend(
                Addition(step, kind, group, task, text)
                for kind, group, task, text in new.elements()
                if (group, task) not in made and text
            )
        known = present
    return tuple(found)


def _places(job: Job) -> Iterator[Place]:
    for group in job.task_groups or ():
        name = group.name or ""
        for constraint in group.constraints or ():
            yield "constraint", name, "", _words(constraint)
        for network in group.networks or ():
            for port in (*(network.reserved_ports or ()), *(network.dynamic_ports or ())):
                yield "port", name, "", port.label
        for service in group.services or ():
            if service.identity is not None:
                yield "identity", name, "", service.identity.name
            sidecar = None if service.connect is None else service.connect.sidecar_service
            if sidecar is not None and sidecar.proxy is not None and sidecar.proxy.expose is not None:
                for path in sidecar.proxy.expose.paths or ():
                    yield "expose path", name, "", path.path
        for task in group.tasks or ():
            yield "task", name, "", task.name
            for constraint in task.constraints or ():
                yield "constraint", name, task.name, _words(constraint)
            for identity in (task.identity, *(task.identities or ())):
                if identity is not None and identity.name:
                    yield "identity", name, task.name, identity.name


def _words(constraint: Constraint) -> str:
    return " ".join(part for part in (constraint.attribute, constraint.operator, constraint.value) if part)
