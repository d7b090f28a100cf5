"""JOB501: what a server refuses in a job."""

from __future__ import annotations

from jobspec.models.job_job import Job
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule

LOWEST_PRIORITY = 1
HIGHEST_PRIORITY = 100


class UnregistrableJob(Rule):
    """A job that no server takes.

    ## What it finds
    A `priority` outside of 1 to 100 (the upper bound is the servers' `job_max_priority`, 100 by default); the type `_core`; a payload, which
    only a dispatch may bring.

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
        """nomad/job_endpoint_hooks.go jobValidate.Validate."""
        if job.type == "_core":
            yield self.at(job.span_of("type"), 'type "_core" is for Nomad\'s own jobs', nomad="job type cannot be core")
        if job.payload:
            yield self.at(
                job.span(),
                "the job has a payload, which only a dispatch may bring",
                nomad="job can't be submitted with a payload, only dispatched",
            )
        priority = job.priority or 0
        if not LOWEST_PRIORITY <= priority <= HIGHEST_PRIORITY:
            yield self.at(
                job.span_of("priority"),
                f"priority is {priority}; servers take {LOWEST_PRIORITY} to {HIGHEST_PRIORITY} by default",
                nomad=f"job priority must be between [{LOWEST_PRIORITY}, {HIGHEST_PRIORITY}]",
            )
