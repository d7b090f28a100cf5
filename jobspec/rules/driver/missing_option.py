"""DRV103: options that a driver requires."""

from __future__ import annotations

from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.driver.found import problems_of, weighed
from jobspec.rules.driver.places import place_of
from jobspec.rules.rule import Findings, Rule


class MissingDriverOption(Rule):
    """A task's config without an option that its driver requires.

    ## What it finds
    A `config` block that lacks what the task's driver cannot do without, such as `image` of docker, or no `config` block at all.

    ## Why it matters
    Nomad's servers do not look into `config`. The job is accepted and placed, and the task fails on the client.

    ## Example
        task "web" {
          driver = "docker"
          config {
            command = "nginx"
          }
        }

    ## Use instead
        task "web" {
          driver = "docker"
          config {
            image   = "nginx:1"
            command = "nginx"
          }
        }
    """

    code = "DRV103"
    name = "missing-driver-option"

    def check_task(self, task: Task, context: Context) -> Findings:
        """Required attributes of the driver's spec; drivers/java/driver.go StartTask for one of two."""
        for problem in problems_of(task, "missing", context):
            where = f"config.{problem.name}" if problem.name else "config"
            finding = self.at(
                place_of(task, problem.path) if task.config is not None else task.span_of("driver"),
                f'driver "{task.driver}" requires {problem.detail} in {where}',
                help=f"Add {problem.detail}; the task would fail when it starts.",
            )
            yield weighed(finding, task, context)
