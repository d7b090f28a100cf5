"""JOB105: texts of a job that are too long."""

from __future__ import annotations

from jobspec.models.job_job import Job
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule

MAXIMUM = 1000


class LongDescription(Rule):
    """A description of more than 1000 bytes.

    ## What it finds
    The description of a `ui` block, or of a version's tag, that is longer than 1000 bytes of UTF-8.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        ui {
          description = format("%01200d", 1)
        }

    ## Use instead
        ui {
          description = "What this job is for"
        }
    """

    code = "JOB105"
    name = "long-description"
    nomad = True
    scope = "job"

    def check_job(self, job: Job, context: Context) -> Findings:
        """structs.Job.Validate."""
        if job.ui is not None:
            length = len(job.ui.description.encode("utf-8", "surrogateescape"))
            if length > MAXIMUM:
                yield self.at(
                    job.ui.span_of("description"),
                    f"the description has {length} bytes; Nomad takes at most {MAXIMUM}",
                    nomad=f"UI description must be under 1000 characters, currently {length}",
                )
        if job.version_tag is not None:
            length = len(job.version_tag.description.encode("utf-8", "surrogateescape"))
            if length > MAXIMUM:
                yield self.at(
                    job.version_tag.span(),
                    f"the version tag's description has {length} bytes; Nomad takes at most {MAXIMUM}",
                    nomad=f"Tagged version description must be under 1000 characters, currently {length}",
                )
