"""JOB101: what a job is called and where it belongs."""

from __future__ import annotations

from jobspec.models.job_job import Job
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule


class JobIdentity(Rule):
    """A job's id, name, region or namespace that Nomad refuses.

    ## What it finds
    A missing id, name, region or namespace; an id with a space or a null character; a name with a null character.

    ## Why it matters
    Nomad refuses the job. The id names the job in every command, address and API path.

    ## Example
        job "web shop" {
          group "app" {
            task "web" {
              driver = "raw_exec"
            }
          }
        }

    ## Use instead
        job "web-shop" {
          group "app" {
            task "web" {
              driver = "raw_exec"
            }
          }
        }
    """

    code = "JOB101"
    name = "job-identity"
    nomad = True
    scope = "file"

    def check_job(self, job: Job, context: Context) -> Findings:
        """structs.Job.Validate."""
        if not job.region and job.multiregion is None:
            yield self.at(
                job.span_of("region"),
                "the job has no region",
                nomad="Missing job region",
                help='Leave "region" out for the default, or name one.',
            )
        if not job.id:
            yield self.at(
                job.span_of("id"),
                "the job has no id",
                nomad="Missing job ID",
                help='The id is the label of the job block: job "name" { … }.',
            )
        elif " " in job.id:
            yield self.at(
                job.span_of("id"),
                f'job id "{job.id}" contains a space',
                nomad="Job ID contains a space",
                help=f'Write "{job.id.strip().replace(" ", "-")}", and put the readable text into "name".',
            )
        elif "\0" in job.id:
            yield self.at(job.span_of("id"), "the job id contains a null character", nomad="Job ID contains a null character")
        if not job.name:
            yield self.at(
                job.span_of("name"),
                "the job has no name",
                nomad="Missing job name",
                help='Leave "name" out; it is the job\'s id by default.',
            )
        elif "\0" in job.name:
            yield self.at(job.span_of("name"), "the job name contains a null character", nomad="Job Name contains a null character")
