"""JOB421: restart policies of tasks, which Nomad does not look at."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.job_policies import RESTART_MODES
from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.group.restart import fewer_attempts, too_many_attempts
from jobspec.rules.rule import Findings, Rule


class MisleadingTaskRestart(Rule):
    """A task's restart policy that does something else than it says.

    ## What it finds
    In a `restart` block of a task: a `mode` other than `fail` or `delay`; mode `delay` with no attempts; more attempts, with their
    `delay`, than fit into the interval. What the task does not say its group does.

    ## Why it matters
    Nomad looks at the restart policies of groups only (JOB305). In a task, the client takes every mode but `fail` as `delay`; with 0
    attempts it never restarts the task, whatever the mode; and where the attempts take longer than the interval, it begins to count anew
    before they are used up, so that a task in mode `fail` is restarted for ever and never fails.

    ## Example
        task "web" {
          driver = "raw_exec"
          config {
            command = "/bin/web"
          }
          restart {
            attempts = 10
            delay    = "15s"
            interval = "1m"
            mode     = "fail"
          }
        }

    ## Use instead
        task "web" {
          driver = "raw_exec"
          config {
            command = "/bin/web"
          }
          restart {
            attempts = 10
            delay    = "5s"
            interval = "1m"
            mode     = "fail"
          }
        }
    """

    code = "JOB421"
    name = "misleading-task-restart"
    severity = Severity.WARNING

    def check_task(self, task: Task, context: Context) -> Findings:
        """client/allocrunner/taskrunner/restarts/restarts.go; structs.TaskGroup.Validate leaves tasks out."""
        restart, inherited = task.restart, context.in_group().restart
        if restart is None or restart is inherited:
            return
        mode = restart.mode or ""
        if mode not in RESTART_MODES and restart.was_written("mode"):
            yield self.at(
                restart.span_of("mode"),
                f'restart mode is "{mode}", which clients take as delay in a task; expected fail or delay',
                help='Write mode = "fail" or mode = "delay".',
                slip=(mode, RESTART_MODES),
            )
        if not restart.attempts and mode == "delay":
            yield self.at(
                restart.span_of("attempts"),
                f'restart mode "delay" with 0 attempts never restarts task "{task.name}"',
                help='Set attempts to 1 or more, or mode = "fail", which says that the task is not restarted.',
            )
        crowded = too_many_attempts(restart)
        if restart.attempts and crowded is not None:
            yield self.at(
                restart.span_of("attempts"),
                f"{crowded}: they are counted anew before they are used up, and the restarts never end",
                help=fewer_attempts(restart),
            )
