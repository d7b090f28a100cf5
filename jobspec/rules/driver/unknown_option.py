"""DRV101: options that a driver does not know."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.driver.found import place_of, problems_of
from jobspec.rules.rule import Findings, Rule
from jobspec.rules.suggest import did_you_mean


class UnknownDriverOption(Rule):
    """An option in a task's config that its driver does not have.

    ## What it finds
    A name in `config`, or in a block inside of it, that the schema of the task's driver does not declare.

    ## Why it matters
    Nomad's servers do not look into `config`. The job is accepted and placed, and the task fails on the client.

    ## Example
        task "web" {
          driver = "docker"
          config {
            image   = "nginx:1"
            comand  = "nginx"
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

    code = "DRV101"
    name = "unknown-driver-option"
    severity = Severity.ERROR

    def check_task(self, task: Task, context: Context) -> Findings:
        """plugins/shared hclutils and hcldec: a name without a spec is refused."""
        for problem in problems_of(task, "unknown", context):
            where = ".".join(("config", *problem.path[:-1]))
            yield self.at(
                place_of(task, problem.path),
                f'driver "{task.driver}" has no option "{problem.detail}" in {where}',
                help=did_you_mean(problem.detail, problem.known) or "Remove it: the task would fail when it starts.",
            )
