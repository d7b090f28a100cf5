"""JOB301: the tasks of a group as a list."""

from __future__ import annotations

from jobspec.models.job_group import TaskGroup
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to


class GroupTasks(Rule):
    """A group whose tasks make no whole.

    ## What it finds
    A group without tasks; one whose tasks all have a `lifecycle`, so that no main task is left; two tasks of one name;
    more than one task with `leader = true`.

    ## Why it matters
    Nomad refuses the job. (A group that holds nothing but a Consul gateway's service is refused only without a server; a server adds the
    gateway's task and takes it.)

    ## Example
        task "migrate" {
          driver = "raw_exec"
          lifecycle {
            hook = "prestart"
          }
        }

    ## Use instead
        task "migrate" {
          driver = "raw_exec"
          lifecycle {
            hook = "prestart"
          }
        }
        task "web" {
          driver = "raw_exec"
        }
    """

    code = "JOB301"
    name = "group-tasks"
    nomad = True
    scope = "bare group"

    def check_group(self, group: TaskGroup, context: Context) -> Findings:
        """structs.TaskGroup.Validate."""
        tasks = group.tasks or ()
        if not tasks:
            gateway = any(service.connect is not None and service.connect.gateway is not None for service in group.services or ())
            yield self.at(
                group.span(),
                f'group "{group.name}" has no task; expected at least one',
                nomad="Missing tasks for task group",
                help="Only a server adds the gateway's own task, so this is refused without one and accepted with one."
                if gateway
                else 'Add task "name" { driver = … }.',
            )
            return
        seen: dict[str, int] = {}
        leaders = []
        main = False
        for position, task in enumerate(tasks):
            if not task.name:
                yield self.at(task.span(), f"task {position + 1} has no name", nomad=f"Task {position + 1} missing name")
            elif task.name in seen:
                first = seen[task.name]
                yield self.at(
                    task.span(),
                    f'task {position + 1} is named "{task.name}" like task {first + 1}',
                    nomad=f"Task {position + 1} redefines '{task.name}' from task {first + 1}",
                    related=related_to(tasks[first].span(), "the first task of that name"),
                    help="Give every task of a group a name of its own.",
                )
            else:
                seen[task.name] = position
            if task.leader:
                leaders.append(task)
            main = main or task.lifecycle is None or not task.lifecycle.hook
        if len(leaders) > 1:
            yield self.at(
                leaders[1].span_of("leader"),
                f"{len(leaders)} tasks are marked as leader; expected at most one",
                nomad="Only one task may be marked as leader",
                related=related_to(leaders[0].span_of("leader"), "the first one"),
            )
        if not main:
            yield self.at(
                group.span(),
                f'every task of group "{group.name}" has a lifecycle; expected one main task without',
                nomad=f"Task group {group.name} must have at least one main task",
                help="Remove the lifecycle block of the task that does the group's work.",
            )
