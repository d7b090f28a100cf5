"""Whether a node is one of those that the scheduler looks at: ready, in a datacenter and the pool of the job (readyNodesInDCsAndPool)."""

from __future__ import annotations

from jobspec.models.job_job import Job
from jobspec.models.node import Node
from jobspec.models.plan import Reason
from jobspec.plan.feasible.findings import Findings
from jobspec.plan.feasible.glob import matches_glob
from jobspec.plan.feasible.names import Names


def check_membership(job: Job, node: Node, names: Names, findings: Findings) -> None:
    """Nomad counts such nodes as not available and says no more."""
    if node.status != "ready" or not node.eligible:
        state = f'has the status "{node.status}"' if node.status != "ready" else "is not eligible for scheduling, or is drained"
        findings.against(Reason(code="NODE208", message=f"the node {state}"), "status" if node.status != "ready" else "eligible")
    datacenters = job.datacenters or ("*",)
    if not any(matches_glob(pattern, node.datacenter) for pattern in datacenters):
        wanted = ", ".join(f'"{name}"' for name in datacenters)
        findings.against(
            Reason(code="NODE206", message=f'the node is in datacenter "{node.datacenter}", and the job wants {wanted}',
                   span=job.span_of("datacenters"), help=_nearest(datacenters, names)),
            "datacenter")
    pool = job.node_pool or "default"
    if pool not in ("all", node.node_pool):
        findings.against(
            Reason(code="NODE207", message=f'the node is in the pool "{node.node_pool}", and the job wants "{pool}"',
                   span=job.span_of("node_pool"), help=names.advice(pool, "pool")),
            "node_pool")


def _nearest(datacenters: tuple[str, ...], names: Names) -> str | None:
    found = (names.advice(name, "datacenter") for name in datacenters if name not in names.of("datacenter"))
    return next((advice for advice in found if advice), None)
