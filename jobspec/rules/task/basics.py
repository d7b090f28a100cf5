"""JOB401: plain attributes of a task."""

from __future__ import annotations

from jobspec.go_text import duration
from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to, span_of_first


class TaskBasics(Rule):
    """A task's name, driver or times that Nomad refuses.

    ## What it finds
    A missing name; the name `alloc`; a name with a slash, backslash or null character; no `driver`; a negative
    `kill_timeout` or `shutdown_delay`; in service jobs, a `kill_timeout` longer than the group's `progress_deadline` (10m by default).

    ## Why it matters
    Nomad refuses the job. A task's name becomes a folder of the allocation, beside the folder `alloc`.

    ## Example
        task "web" {
          config {
            command = "serve"
          }
        }

    ## Use instead
        task "web" {
          driver = "exec"
          config {
            command = "serve"
          }
        }
    """

    code = "JOB401"
    name = "task-basics"
    nomad = True

    def check_task(self, task: Task, context: Context) -> Findings:
        """structs.Task.Validate."""
        name = task.name
        if not name:
            yield self.at(task.span(), "the task has no name", nomad="Missing task name")
        if name == "alloc":
            yield self.at(
                task.span(),
                'a task cannot be named "alloc", the name of the folder that all tasks share',
                nomad='Task cannot be named "alloc"',
            )
        if "/" in name or "\\" in name:
            yield self.at(
                task.span(),
                f'task name "{name}" contains a slash; it must be usable as a folder\'s name',
                nomad="Task name cannot include slashes",
            )
        elif "\0" in name:
            yield self.at(task.span(), "the task's name contains a null character", nomad="Task name cannot include null characters")
        if not task.driver:
            yield self.at(
                task.span_of("driver"), f'task "{name}" has no driver', nomad="Missing task driver", help='For instance driver = "docker".'
            )
        yield from self._times(task, context)

    def _times(self, task: Task, context: Context) -> Findings:
        timeout = task.kill_timeout or 0
        group = context.in_group()
        if timeout < 0:
            yield self.at(
                task.span_of("kill_timeout"),
                f"kill_timeout is {duration(timeout)}; expected zero or more",
                nomad="KillTimeout must be a positive value",
            )
        elif context.job_type == "service" and group.update is not None:
            progress = group.update.progress_deadline or 0
            if 0 < progress < timeout:
                yield self.at(
                    task.span_of("kill_timeout"),
                    f"kill_timeout ({duration(timeout)}) is longer than the group's progress_deadline ({duration(progress)})",
                    nomad=f"KillTimout ({duration(timeout)}) longer than the group's ProgressDeadline ({duration(progress)})",
                    related=related_to(span_of_first("progress_deadline", group.update, context.job.update), "the deadline"),
                    help="Raise progress_deadline in the update block; where it is not written it is 10m.",
                )
        if task.shutdown_delay < 0:
            yield self.at(
                task.span_of("shutdown_delay"),
                f"shutdown_delay is {duration(task.shutdown_delay)}; expected zero or more",
                nomad="ShutdownDelay must be a positive value",
            )
