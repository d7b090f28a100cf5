"""DRV101: options that a driver does not know."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.fields import fields_of
from jobspec.models.job_task import BUILT_IN_DRIVERS, Task
from jobspec.rules.context import Context
from jobspec.rules.driver.found import problems_of, weighed
from jobspec.rules.driver.places import place_of
from jobspec.rules.driver.schemas import Problem, driver_schema
from jobspec.rules.rule import Findings, Rule
from jobspec.rules.suggest import did_you_mean, renaming


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
            outer = problem.name.rpartition(".")[0]
            where = f"config.{outer}" if outer else "config"
            span = place_of(task, problem.path)
            finding = self.at(
                span,
                f'driver "{task.driver}" has no option "{problem.detail}" in {where}',
                help=_advice(problem, task.driver),
                fix=renaming(span, problem.detail, problem.known),
            )
            yield weighed(finding, task, context)


def _advice(problem: Problem, driver: str) -> str:
    near = did_you_mean(problem.detail, problem.known)
    if near is not None:
        return near
    if len(problem.path) == 1 and problem.detail in _OF_TASKS:
        return f"{problem.detail} belongs to the task itself: move it out of config."
    others = [other for other in _KNOWN if len(problem.path) == 1 and problem.detail in (driver_schema(other) or {}).get("properties", {})]
    if others:
        return f"It is an option of the driver {' and '.join(others[:2])}: change driver, or remove it."
    changed = f" A changed {driver}? Name its schema with --driver-schema {driver}=FILE." if driver in BUILT_IN_DRIVERS else ""
    return f"Remove it: the task would fail when it starts.{changed}"


#: Drivers whose options are looked through for one that another driver does not have.
_KNOWN = ("docker", "podman", "exec", "raw_exec", "java", "qemu")
_OF_TASKS = frozenset(field.hcl for field in fields_of(Task).values() if field.hcl)
