"""JOB103: the datacenters of a job."""

from __future__ import annotations

from jobspec.models.job_job import Job
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule


class EmptyDatacenter(Rule):
    """An empty text among the datacenters.

    ## What it finds
    `datacenters` with an entry that is empty, often from a variable without a value.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        datacenters = [""]

    ## Use instead
        datacenters = ["dc1"]
    """

    code = "JOB103"
    name = "empty-datacenter"
    nomad = True
    scope = "job"

    def check_job(self, job: Job, context: Context) -> Findings:
        """structs.Job.Validate."""
        for position, name in enumerate(job.datacenters or ()):
            if not name:
                yield self.at(
                    job.span_of("datacenters"),
                    f"entry {position + 1} of datacenters is empty; expected a name or a pattern",
                    nomad="Job datacenter must be non-empty string",
                    help='Leave "datacenters" out to allow all of them ("*").',
                )
