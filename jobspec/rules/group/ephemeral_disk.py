"""JOB307: ephemeral disks."""

from __future__ import annotations

from jobspec.models.job_policies import EphemeralDisk
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule

SMALLEST = 10


class SmallDisk(Rule):
    """An ephemeral disk of less than 10 MB.

    ## What it finds
    `ephemeral_disk` with a `size` below 10 (megabytes).

    ## Why it matters
    Nomad refuses the job.

    ## Example
        ephemeral_disk {
          size = 5
        }

    ## Use instead
        ephemeral_disk {
          size = 300
        }
    """

    code = "JOB307"
    name = "small-disk"
    nomad = True

    def check_ephemeral_disk(self, disk: EphemeralDisk, context: Context) -> Findings:
        """structs.EphemeralDisk.Validate."""
        size = disk.size or 0
        if size < SMALLEST:
            yield self.at(
                disk.span_of("size"),
                f"size is {size} MB; expected {SMALLEST} or more",
                nomad=f"minimum DiskMB value is {SMALLEST}; got {size}",
            )
