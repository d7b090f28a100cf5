"""JOB109: periodic jobs."""

from __future__ import annotations

from jobspec.go_text import quote
from jobspec.models.job_job import PeriodicConfig
from jobspec.rules.context import Context
from jobspec.rules.cron import parse_cron
from jobspec.rules.rule import Findings, Rule, related_to
from jobspec.rules.texts import place_in
from jobspec.rules.time_zones import time_zone_problem


class Periodic(Rule):
    """A periodic block that cannot start anything.

    ## What it finds
    A `periodic` block in a job that is not of type batch or sysbatch; one without, or with both of, `cron` and `crons`;
    an expression that Nomad's cron library does not take (5 to 7 fields: with 6 the last is the year, with 7 the first is the
    second); a time zone that is not in the IANA database. A block with `enabled = false` is not looked at.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        type = "batch"
        periodic {
          crons = ["0 25 * * *"]
        }

    ## Use instead
        type = "batch"
        periodic {
          crons = ["25 0 * * *"]
        }
    """

    code = "JOB109"
    name = "periodic"
    nomad = True
    scope = "job"

    def check_periodic(self, periodic: PeriodicConfig, context: Context) -> Findings:
        """structs.Job.Validate and structs.PeriodicConfig.Validate."""
        if not periodic.enabled:
            return
        if context.job_type not in ("batch", "sysbatch"):
            yield self.at(
                periodic.span(),
                f'the job is periodic, but its type is "{context.job_type}"; expected batch or sysbatch',
                nomad='Periodic can only be used with "batch" or "sysbatch" scheduler',
                related=related_to(context.job.span_of("type"), "the type"),
                help='Set type = "batch" in the job.',
            )
        single = periodic.cron or ""
        several = periodic.crons or ()
        if single and several:
            yield self.at(
                periodic.span_of_name("cron"),
                "both cron and crons are set; expected one of them",
                nomad="Only cron or crons may be used",
                related=related_to(periodic.span_of_name("crons"), "the other one"),
                help='Put every expression into "crons".',
            )
        if not single and not several:
            yield self.at(
                periodic.span(),
                "the periodic block has no cron expression",
                nomad="Must specify a spec",
                help='Add crons = ["…"], for instance crons = ["@daily"].',
            )
        zone = periodic.time_zone or ""
        problem = time_zone_problem(zone) if zone else None
        if problem:
            yield self.at(
                periodic.span_of("time_zone"),
                f'"{zone}" is not a time zone; expected a name of the IANA database',
                nomad=f"Invalid time zone {quote(zone)}: {problem}",
                help='Names look like "Europe/Berlin", "America/New_York" or "UTC".',
            )
        yield from self._expressions(periodic, single, several)

    def _expressions(self, periodic: PeriodicConfig, single: str, several: tuple[str, ...]) -> Findings:
        kind = periodic.spec_type or ""
        if kind == "_internal_test":
            return
        if kind != "cron":
            yield self.at(
                periodic.span(),
                f'"{kind}" is not a type of periodic specification; expected cron',
                nomad=f"Unknown periodic specification type {quote(kind)}",
            )
            return
        for attribute, expression in [("cron", single), *(("crons", text) for text in several)]:
            if attribute == "cron" and not expression:
                continue
            parsed = parse_cron(expression)
            if isinstance(parsed, str):
                yield self.at(
                    place_in(periodic, attribute, f'"{expression}"'),
                    f'"{expression}" is not a cron expression: {parsed}',
                    nomad=f"Invalid cron spec {quote(expression)}: {parsed}",
                    help="Fields: minute, hour, day of month, month, day of week; with six, a year follows; "
                    "with seven, a second comes first.",
                )
