"""JOB501: what a server refuses in a job."""

from __future__ import annotations

import re

from jobspec.go_text import quote
from jobspec.models.defaults import LARGEST_COUNT
from jobspec.models.job_job import Job
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule

NAMESPACE = re.compile(r"[a-zA-Z0-9\-]{1,128}\Z")
NODE_POOL = re.compile(r"[a-zA-Z0-9\-_]{1,128}\Z")
LOWEST_PRIORITY = 1
HIGHEST_PRIORITY = 100


class UnregistrableJob(Rule):
    """A job that no server takes.

    ## What it finds
    A `priority` outside of 1 to 100 (the upper bound is the servers' `job_max_priority`, 100 by default); the type `_core`; a
    payload, which only a dispatch may bring; a namespace or node pool that cannot exist, because its name is not valid; groups with
    more than 50000 allocations in all (the servers' `job_max_count`).

    ## Why it matters
    `nomad job validate` without a server accepts the job; the server refuses it.

    ## Example
        priority = 200

    ## Use instead
        priority = 80
    """

    code = "JOB501"
    name = "unregistrable-job"
    nomad = True
    scope = "job"

    def check_job(self, job: Job, context: Context) -> Findings:
        """jobValidate.Validate, jobNamespaceConstraintCheckHook and jobNodePoolValidatingHook."""
        for word, attribute, pattern in (("namespace", "namespace", NAMESPACE), ("node pool", "node_pool", NODE_POOL)):
            name = getattr(job, attribute) or "default"
            if pattern.match(name) is None:
                yield self.at(
                    job.span_of(attribute),
                    f'no {word} can be named "{name}"; expected 1 to 128 letters, digits and dashes',
                    nomad=f"job {quote(job.id or '')} is in nonexistent {word} {quote(name)}",
                    help="Nomad fills in no ${…} here." if "${" in name else None,
                )
        if job.type == "_core":
            yield self.at(job.span_of("type"), 'type "_core" is for Nomad\'s own jobs', nomad="job type cannot be core")
        if job.payload:
            yield self.at(
                job.span(),
                "the job has a payload, which only a dispatch may bring",
                nomad="job can't be submitted with a payload, only dispatched",
            )
        priority = job.priority or 0
        if priority and not LOWEST_PRIORITY <= priority <= HIGHEST_PRIORITY:
            yield self.at(
                job.span_of("priority"),
                f"priority is {priority}; servers take {LOWEST_PRIORITY} to {HIGHEST_PRIORITY} by default",
                nomad=f"job priority must be between [{LOWEST_PRIORITY}, {HIGHEST_PRIORITY}]",
            )
        total = sum(group.count or 0 for group in job.task_groups or ())
        if total > LARGEST_COUNT:
            yield self.at(
                (job.task_groups or ())[0].span_of("count"),
                f"the counts of all groups are {total} together; servers take {LARGEST_COUNT} by default",
                nomad=f"total count was greater than configured job_max_count: {total} > {LARGEST_COUNT}",
            )
