"""The jobs of one run side by side: ports that each of them could have, and not all of them together; more than all nodes can hold.

Only ports are shared out. CPU, memory and disk are added up: what is left of them on a node depends on more than the jobs of a run, and
what jobs that stay ask for can be more than all of the nodes have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from jobspec.diagnostics import Diagnostic, Severity
from jobspec.models.job_job import Job
from jobspec.models.node import Node
from jobspec.models.plan import AllocationResources, Plan
from jobspec.plan import PlanError, plan_job
from jobspec.plan.capacity.resources import capacity_of
from jobspec.rules.node.check import findings_of, pushed_out
from jobspec.rules.node.resources import ResourcesExhausted

_UNITS = {"cpu": "MHz of CPU", "memory_mb": "MB of memory", "disk_mb": "MB of disk"}


def check_together(jobs: Iterable[tuple[str, Job]], nodes: Sequence[Node]) -> Iterator[tuple[str, Diagnostic]]:
    """What keeps a job from running beside those before it, with the name it came with. Each job must fit on the nodes when alone."""
    earlier: list[Plan] = []
    has, asked = _capacity(nodes), dict.fromkeys(_UNITS, 0)
    for name, job in jobs:
        try:
            plan = plan_job(job, nodes, earlier=earlier)
        except PlanError:
            continue
        yield from ((name, diagnostic) for diagnostic in (*findings_of(job, plan, nodes, beside=True), *pushed_out(job, plan)))
        yield from ((name, diagnostic) for diagnostic in _beyond(job, plan, has, asked))
        earlier.append(_ports_only(plan))


def _ports_only(plan: Plan) -> Plan:
    groups = tuple(replace(group, candidates=(), allocations=tuple(
        replace(one, resources=AllocationResources(), tasks=(), services=()) for one in group.allocations)) for group in plan.groups)
    return Plan(job=plan.job, groups=groups)


def _capacity(nodes: Sequence[Node]) -> dict[str, int]:
    """What all nodes have for allocations, of the amounts that are known of each of them."""
    has = [capacity_of(node) for node in nodes]
    amounts: dict[str, list[int | None]] = {name: [getattr(one, name) for one in has] for name in _UNITS}
    return {name: sum(filter(None, each)) for name, each in amounts.items() if None not in each}


def _beyond(job: Job, plan: Plan, has: dict[str, int], asked: dict[str, int]) -> Iterator[Diagnostic]:
    """The job with which the jobs that stay ask for more than there is. `asked` grows from job to job."""
    if plan.job.type not in ("service", "system"):
        return
    for name, most in has.items():
        before = asked[name]
        asked[name] += sum(getattr(one.resources, name) for group in plan.groups for one in group.allocations)
        if before <= most < asked[name]:
            wanted = f"{asked[name]:,} {_UNITS[name]}"
            text = f"the service and system jobs up to this one ask for {wanted} together, and the nodes have {most:,}"
            diagnostic = ResourcesExhausted().at(job.span(), text, help="Without further nodes, some of them will wait.")
            yield replace(diagnostic, severity=Severity.INFO)
