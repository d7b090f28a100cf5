"""JOB114: the old attribute cron."""

from __future__ import annotations

from jobspec.diagnostics import Edit, Fix, Severity
from jobspec.models.job_job import PeriodicConfig
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule


class DeprecatedCron(Rule):
    """`cron` in a periodic block, which `crons` has replaced.

    ## What it finds
    A `periodic` block that sets `cron`.

    ## Why it matters
    Nomad warns: the attribute may be removed in a future release.

    ## Example
        type = "batch"
        periodic {
          cron = "@daily"
        }

    ## Use instead
        type = "batch"
        periodic {
          crons = ["@daily"]
        }
    """

    code = "JOB114"
    name = "deprecated-cron"
    severity = Severity.WARNING
    nomad = True
    scope = "job"

    def check_periodic(self, periodic: PeriodicConfig, context: Context) -> Findings:
        """structs.Job.Warnings."""
        if not periodic.cron:
            return
        fix = None
        name = periodic.span_of_name("cron")
        value = periodic.span_of("cron")
        if name is not None and value is not None and periodic.was_written("cron") and not periodic.crons and "\n" not in value.text:
            fix = Fix(message='write it as "crons"', edits=(Edit(span=name, text="crons"), Edit(span=value, text=f"[{value.text}]")),
                      changes=("Spec", "Specs"))
        yield self.at(
            name,
            'the attribute "cron" is deprecated; "crons" takes its place',
            nomad="cron is deprecated and may be removed in a future release. Use crons instead",
            help=f'Write crons = ["{periodic.cron}"].',
            fix=fix,
        )
