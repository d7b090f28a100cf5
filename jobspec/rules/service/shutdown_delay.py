"""SVC108: services without a shutdown delay."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.go_text import quote
from jobspec.models.job_group import TaskGroup
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule


class NoShutdownDelay(Rule):
    """Services whose tasks stop at once.

    ## What it finds
    A task with services and no `shutdown_delay`; a group with services, where neither the group nor one of its tasks has one; a task
    that a group's service names and that has none.

    ## Why it matters
    Nomad warns: without a delay, the task stops before callers have noticed that its service is gone, and requests fail.

    ## Example
        service {
          name     = "web"
          provider = "nomad"
        }

    ## Use instead
        shutdown_delay = "5s"
        service {
          name     = "web"
          provider = "nomad"
        }
    """

    code = "SVC108"
    name = "no-shutdown-delay"
    severity = Severity.WARNING
    nomad = True

    def check_group(self, group: TaskGroup, context: Context) -> Findings:
        """structs.generateTaskGroupServiceShutdownDelayWarnings.

        Nomad's warning of a sidecar_task without a delay never comes: the API's defaults (api.SidecarTask.Canonicalize) set one of 0.
        """
        named = set()
        unscoped = None
        group_name = quote(group.name or "")
        for service in group.services or ():
            if service.task:
                named.add(service.task)
            elif service.connect is None or service.connect.sidecar_task is None:
                unscoped = unscoped or service
        delayed = (group.shutdown_delay or 0) > 0
        for task in group.tasks or ():
            if task.name in named and task.shutdown_delay == 0:
                yield self.at(
                    task.span(),
                    f'a service of the group is for task "{task.name}", which has no shutdown_delay',
                    nomad=f"group {group_name} references task {quote(task.name)} in a service definition, but the task has no "
                    "shutdown_delay set",
                    help='For instance shutdown_delay = "5s" in the task.',
                )
            if task.shutdown_delay > 0:
                delayed = True
            elif task.services:
                yield self.at(
                    task.span(),
                    f'task "{task.name}" has services and no shutdown_delay',
                    nomad=f"task {quote(task.name)} in group {group_name} defines services, but has no shutdown_delay set",
                    help='For instance shutdown_delay = "5s" in the task.',
                )
        if unscoped is not None and not delayed:
            yield self.at(
                group.span(),
                f'group "{group.name}" has services, and neither it nor one of its tasks has a shutdown_delay',
                nomad=f"group {group_name} defines services, but neither the group nor any of its tasks have shutdown_delay set",
                help='For instance shutdown_delay = "5s" in the group.',
            )
