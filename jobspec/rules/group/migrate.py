"""JOB309: migrate strategies."""

from __future__ import annotations

from jobspec.diagnostics import Span
from jobspec.go_text import duration, quote
from jobspec.models.job_policies import MigrateStrategy
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to, span_of_first

HEALTH_CHECKS = ("checks", "task_states")


class InvalidMigrate(Rule):
    """A migrate strategy that Nomad refuses.

    ## What it finds
    A `migrate` block in a job that is not of type service; an unknown `health_check`; negative numbers; a `min_healthy_time`
    above the `healthy_deadline` (5m by default).

    ## Why it matters
    Nomad refuses the job.

    ## Example
        migrate {
          min_healthy_time = "10m"
        }

    ## Use instead
        migrate {
          min_healthy_time = "10m"
          healthy_deadline = "20m"
        }
    """

    code = "JOB309"
    name = "invalid-migrate"
    nomad = True

    def check_migrate(self, migrate: MigrateStrategy, context: Context) -> Findings:
        """structs.TaskGroup.Validate and structs.MigrateStrategy.Validate."""
        if context.job_type != "service":
            yield self.at(
                _place(migrate, context, ""),
                f'the job has a migrate block, but its type is "{context.job_type}"; only service jobs take one',
                nomad=f"Job type {quote(context.job_type)} does not allow migrate block",
                related=related_to(context.job.span_of("type"), "the type"),
            )
            return
        parallel, health = migrate.max_parallel or 0, migrate.health_check or ""
        if parallel < 0:
            yield self.at(
                _place(migrate, context, "max_parallel"),
                f"max_parallel is {parallel}; expected zero or more",
                nomad=f"MaxParallel must be >= 0 but found {parallel}",
            )
        if health == "":
            if parallel > 0:
                yield self.at(
                    _place(migrate, context, "health_check"),
                    "health_check is empty; expected checks or task_states",
                    nomad="Missing HealthCheck",
                )
        elif health not in HEALTH_CHECKS:
            yield self.at(
                _place(migrate, context, "health_check"),
                f'health_check is "{health}"; expected checks or task_states',
                nomad=f"Invalid HealthCheck: {quote(health)}",
                slip=(health, HEALTH_CHECKS),
            )
        healthy, deadline = migrate.min_healthy_time or 0, migrate.healthy_deadline or 0
        if healthy < 0:
            yield self.at(
                _place(migrate, context, "min_healthy_time"),
                f"min_healthy_time is {duration(healthy)}; expected zero or more",
                nomad=f"MinHealthyTime is {duration(healthy)} and must be >= 0",
            )
        if deadline < 0:
            yield self.at(
                _place(migrate, context, "healthy_deadline"),
                f"healthy_deadline is {duration(deadline)}; expected zero or more",
                nomad=f"HealthyDeadline is {duration(deadline)} and must be >= 0",
            )
        if healthy > deadline:
            yield self.at(
                _place(migrate, context, "min_healthy_time"),
                f"min_healthy_time ({duration(healthy)}) is more than healthy_deadline ({duration(deadline)})",
                nomad="MinHealthyTime must be less than HealthyDeadline",
                help="Raise healthy_deadline; where it is not written it is 5m.",
            )


def _place(migrate: MigrateStrategy, context: Context, name: str) -> Span | None:
    """Where an attribute of the merged strategy was written: in the group's block, else in the job's."""
    return span_of_first(name, migrate, context.job.migrate, context.group)
