"""DRV105: options whose value is none of those that a driver takes."""

from __future__ import annotations

from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.driver.found import problems_of, weighed
from jobspec.rules.driver.places import place_of
from jobspec.rules.rule import Findings, Rule


class WrongDriverOptionValue(Rule):
    """An option in a task's config with a value that its driver refuses.

    ## What it finds
    A value in `config` that is none of the words that the task's driver takes for the option, is out of bounds, or has not the form that
    the driver reads, such as a relative `work_dir` of exec. Texts with `${…}` are not looked at.

    ## Why it matters
    Nomad's servers do not look into `config`. The job is accepted and placed, and the task fails on the client.

    ## Example
        task "web" {
          driver = "exec"
          config {
            command  = "/bin/web"
            pid_mode = "hosts"
          }
        }

    ## Use instead
        task "web" {
          driver = "exec"
          config {
            command  = "/bin/web"
            pid_mode = "host"
          }
        }
    """

    code = "DRV105"
    name = "wrong-driver-option-value"

    def check_task(self, task: Task, context: Context) -> Findings:
        """drivers/exec/driver.go TaskConfig.validate, and its like in other drivers."""
        for problem in problems_of(task, "value", context):
            finding = self.at(
                place_of(task, problem.path, of_value=True),
                f'"{problem.name}" of driver "{task.driver}" is {problem.detail}',
                help="The task would fail when it starts.",
                slip=(problem.value, problem.known),
            )
            yield weighed(finding, task, context)
