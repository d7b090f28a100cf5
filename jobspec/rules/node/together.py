"""The jobs of one run side by side: ports that each of them could have, and not all of them together.

Only ports are shared out. How much CPU and memory is left depends on more than the jobs of a run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from jobspec.diagnostics import Diagnostic
from jobspec.models.job_job import Job
from jobspec.models.node import Node
from jobspec.models.plan import AllocationResources, Plan
from jobspec.plan import PlanError, plan_job
from jobspec.rules.node.check import findings_of, pushed_out


def check_together(jobs: Iterable[tuple[str, Job]], nodes: Sequence[Node]) -> Iterator[tuple[str, Diagnostic]]:
    """What keeps a job from running beside those before it, with the name it came with. Each job must fit on the nodes when alone."""
    earlier: list[Plan] = []
    for name, job in jobs:
        try:
            plan = plan_job(job, nodes, earlier=earlier)
        except PlanError:
            continue
        yield from ((name, diagnostic) for diagnostic in (*findings_of(job, plan, nodes, beside=True), *pushed_out(job, plan)))
        earlier.append(_ports_only(plan))


def _ports_only(plan: Plan) -> Plan:
    groups = tuple(replace(group, candidates=(), allocations=tuple(
        replace(one, resources=AllocationResources(), tasks=(), services=()) for one in group.allocations)) for group in plan.groups)
    return Plan(job=plan.job, groups=groups)
