"""JOB113: multiregion jobs."""

from __future__ import annotations

from jobspec.models.job_job import Multiregion
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule


class MultiregionUnlicensed(Rule):
    """A multiregion block, which only Nomad Enterprise takes.

    ## What it finds
    A `multiregion` block with at least one region.

    ## Why it matters
    The community edition of Nomad refuses the job.

    ## Example
        multiregion {
          region "west" {
            datacenters = ["west-1"]
          }
        }

    ## Use instead
        region = "west"
    """

    code = "JOB113"
    name = "multiregion-unlicensed"
    nomad = True
    scope = "job"

    def check_multiregion(self, multiregion: Multiregion, context: Context) -> Findings:
        """structs.Multiregion.Validate, community edition."""
        if multiregion.regions:
            yield self.at(
                multiregion.span(),
                "the job has a multiregion block, which needs Nomad Enterprise",
                nomad="Multiregion jobs are unlicensed.",
                help="Register one job for each region instead.",
            )
