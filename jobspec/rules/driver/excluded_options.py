"""DRV104: options that exclude each other."""

from __future__ import annotations

from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.driver.found import problems_of, weighed
from jobspec.rules.driver.places import place_of
from jobspec.rules.rule import Findings, Rule


class ExcludedDriverOptions(Rule):
    """Options in a task's config of which the driver takes only one.

    ## What it finds
    Options of which the task's driver allows only one: `cgroup_v1_override` and `cgroup_v2_override` of raw_exec, `ports` and `port_map` of
    podman and nspawn, `boot` and `process_two` of nspawn, `command` and `entrypoint` of containerd-driver, a `source` of a mount of type
    tmpfs of docker, and others.

    ## Why it matters
    Nomad's servers do not look into `config`. The job is accepted and placed, and the task fails on the client.

    ## Example
        task "web" {
          driver = "raw_exec"
          config {
            command            = "/bin/web"
            cgroup_v2_override = "custom.slice/web.scope"
            cgroup_v1_override = [{ pids = "custom/web" }]
          }
        }

    ## Use instead
        task "web" {
          driver = "raw_exec"
          config {
            command            = "/bin/web"
            cgroup_v2_override = "custom.slice/web.scope"
          }
        }
    """

    code = "DRV104"
    name = "excluded-driver-options"

    def check_task(self, task: Task, context: Context) -> Findings:
        """drivers/rawexec/driver.go TaskConfig.Validate."""
        for problem in problems_of(task, "excluded", context):
            finding = self.at(
                place_of(task, problem.path),
                f'driver "{task.driver}" does not take {problem.detail} together',
                help="Remove one of them; the task would fail when it starts.",
            )
            yield weighed(finding, task, context)
