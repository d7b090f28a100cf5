"""DRV102: options whose value a driver cannot take."""

from __future__ import annotations

from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.driver.found import problems_of, weighed
from jobspec.rules.driver.places import place_of
from jobspec.rules.driver.schemas import Problem
from jobspec.rules.rule import Findings, Rule


class WrongDriverOptionType(Rule):
    """An option in a task's config with a value of the wrong type.

    ## What it finds
    A value in `config` that the task's driver cannot convert to the type of the option. Texts with `${…}` are not looked at.

    ## Why it matters
    Nomad's servers do not look into `config`. The job is accepted and placed, and the task fails on the client.

    ## Example
        task "web" {
          driver = "docker"
          config {
            image = "nginx:1"
            args  = "-g"
          }
        }

    ## Use instead
        task "web" {
          driver = "docker"
          config {
            image = "nginx:1"
            args  = ["-g"]
          }
        }
    """

    code = "DRV102"
    name = "wrong-driver-option-type"

    def check_task(self, task: Task, context: Context) -> Findings:
        """cty's conversion to the type of the driver's spec."""
        for problem in problems_of(task, "type", context):
            finding = self.at(
                place_of(task, problem.path, of_value=True),
                f'"{problem.name}" of driver "{task.driver}" must be {problem.detail}',
                help=f"Write {_right(problem)}; the task would fail when it starts.",
            )
            yield weighed(finding, task, context)


def _right(problem: Problem) -> str:
    """What to write: for a block, its name and the options that it has."""
    name = next((step for step in reversed(problem.path) if isinstance(step, str)), "")
    if problem.detail == "a list" and problem.value:
        return f'{name} = ["{problem.value}"]'
    if not problem.detail.startswith("a block"):
        return problem.detail
    other = problem.detail.removeprefix("a block")
    each = " for each" if isinstance(problem.path[-1], int) else ""
    options = ", ".join(problem.known[:_SHOWN]) + (", …" if problem.known[_SHOWN:] else "")
    return f"a block {name} {{ … }}{each}{other}" + (f" with {options}" if options else "")


#: As many options of a block are named.
_SHOWN = 4
