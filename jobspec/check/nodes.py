"""The check of a job against nodes."""

from __future__ import annotations

from collections.abc import Iterable

from jobspec.check.looked import Looked, refusals
from jobspec.diagnostics import Diagnostic
from jobspec.models.job_job import Job
from jobspec.nodes.given import GivenNodes, nodes_of
from jobspec.rules.node.check import listed_nodes, look_at_nodes
from jobspec.rules.node.usage import networks_used
from jobspec.triage.report import NotChecked


def look_at_job_on_nodes(job: Job, name: str, given: GivenNodes, every_node: bool, found: Iterable[Diagnostic], about_all: bool) -> Looked:
    """The job against the nodes, where Nomad takes the job, and the networks that it names. `about_all`: see `look_at_nodes`."""
    nodes = nodes_of(given)
    if not nodes or refusals(found):
        why = "its other errors come first" if nodes else "no node could be read"
        return Looked((), (NotChecked("whether the job fits on nodes", why, name, ("NODE",)),), networks_used(job))
    diagnostics, granted = look_at_nodes(job, nodes, every_node=every_node, about_all=about_all)
    not_checked = (
        NotChecked(f"whether {what}", f"the description of {listed_nodes(names)} does not say", name, ("NODE",))
        for what, names in granted.items()
    )
    return Looked(tuple(diagnostics), tuple(not_checked), networks_used(job))
