"""SVC103: services in the wrong place."""

from __future__ import annotations

from jobspec.go_text import items, quote
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_service import Service, ServiceCheck
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to


class ServicePlacement(Rule):
    """What only services of groups, or only services of tasks, may have.

    ## What it finds
    In a task: a `connect` block, address modes `alloc` and `alloc_ipv6` (of the service or a check), and `task` with the name of another
    task. In a group: address mode `driver`, a check whose `task` the group does not have, a script check
    without a `task`. A task whose `kind` says that it is a Connect proxy, without its service.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        service {
          name = "web"
          check {
            type     = "script"
            command  = "/bin/check"
            interval = "10s"
            timeout  = "2s"
          }
        }

    ## Use instead
        service {
          name = "web"
          check {
            type     = "script"
            command  = "/bin/check"
            task     = "web"
            interval = "10s"
            timeout  = "2s"
          }
        }
    """

    code = "SVC103"
    name = "service-placement"
    nomad = True

    def check_group(self, group: TaskGroup, context: Context) -> Findings:
        """structs.Task.Validate: Connect proxies."""
        for task in group.tasks or ():
            prefix, separator, service = task.kind.partition(":")
            if prefix != "connect-proxy" or not separator or not service:
                continue
            if task.services:
                yield self.at(
                    task.services[0].span(),
                    "a Connect proxy has a service of its own",
                    nomad="Connect proxy task must not have a service block",
                )
            if task.leader:
                yield self.at(
                    task.span_of("leader"), "a Connect proxy is marked as leader", nomad="Connect proxy task must not have leader set"
                )
            names = [
                context.service_name(each, None)
                for each in group.services or ()
                if each.connect is not None and each.connect.sidecar_service is not None
            ]
            if not names:
                yield self.at(
                    task.span_of("kind"),
                    f'the task is the Connect proxy of service "{service}", and the group has no Connect service',
                    nomad=f"No Connect services in task group with Connect proxy ({quote(service)})",
                )
            elif service not in names:
                yield self.at(
                    task.span_of("kind"),
                    f'the task is the Connect proxy of service "{service}", which the group does not have',
                    nomad=f"Connect proxy service name ({quote(service)}) not found in Connect services from task group: {items(names)}",
                    slip=(service, names),
                )

    def check_service(self, service: Service, context: Context) -> Findings:
        """structs.TaskGroup.validateServices and structs.validateServices."""
        name = context.service_name(service, context.task)
        mode = service.address_mode
        if context.task is None:
            if mode == "driver":
                yield self.at(
                    service.span_of("address_mode"),
                    'address_mode "driver" stands in a service of a group; only services of tasks take it',
                    nomad=f'service {quote(name)} cannot use address_mode="driver", only services defined in a "task" block can '
                    "use this mode",
                    help="Move the service into the task.",
                )
            return
        if service.task and service.task != context.task.name:
            yield self.at(
                service.span_of("task"),
                f'the service stands in task "{context.task.name}" and names task "{service.task}"',
                nomad=f"Service {name} is invalid: may only specify task the service belongs to, got {quote(service.task)}",
                help="Remove the attribute, or move the service.",
            )
        if mode in ("alloc", "alloc_ipv6"):
            yield self.at(
                service.span_of("address_mode"),
                f'address_mode "{mode}" stands in a service of a task; only services of groups take it',
                nomad=f'service {quote(name)} cannot use address_mode="{mode}", only services defined in a "group" block can use this mode',
                help="Move the service to the group.",
            )
        if service.connect is not None:
            yield self.at(
                service.connect.span() or service.span(),
                "a connect block stands in a service of a task; only services of groups take it",
                nomad=f'service {quote(name)} cannot have "connect" block, only services defined in a "group" block can',
                help="Move the service to the group.",
            )

    def check_check(self, check: ServiceCheck, context: Context) -> Findings:
        """structs.TaskGroup.validateServices, validateScriptChecksInGroupServices and structs.validateServices."""
        if context.task is None:
            yield from self._group_check(check, context)
            return
        service, task = context.in_service(), context.task
        owner = context.check_task(check)
        if owner and owner != task.name:
            yield self.at(
                check.span(),
                f'the check belongs to task "{owner}" and stands in task "{task.name}"',
                nomad=f"Check {context.check_name(check)} is invalid: may only specify task the check belongs to, got {quote(owner)}",
                related=related_to(service.span_of("task"), "the service's task"),
            )
        if check.address_mode in ("alloc", "alloc_ipv6"):
            name = context.service_name(service, task)
            mode = check.address_mode
            yield self.at(
                check.span_of("address_mode"),
                f'address_mode "{mode}" stands in a check of a task; only checks of group services take it',
                nomad=f'check {quote(name)} cannot use address_mode="{mode}", only checks defined in a "group" service '
                "block can use this mode",
            )

    def _group_check(self, check: ServiceCheck, context: Context) -> Findings:
        service, group = context.in_service(), context.in_group()
        name = context.service_name(service, None)
        owner = context.check_task(check)
        tasks = [task.name for task in group.tasks or ()]
        if owner:
            if check.address_mode == "driver":
                yield self.at(
                    check.span_of("address_mode"),
                    'address_mode "driver" stands in a check of a group; only checks of tasks take it',
                    nomad=f'Check {quote(name)} invalid: cannot use address_mode="driver", '
                    'only checks defined in a "task" service block can use this mode',
                )
            if owner not in tasks:
                place = check.span_of("task") if check.task else service.span_of("task")
                yield self.at(
                    place,
                    f'group "{group.name}" has no task "{owner}"',
                    nomad=f"Check {context.check_name(check)} invalid: refers to non-existent task {owner}",
                    slip=(owner, tasks),
                )
        elif check.type == "script" and not service.task:
            yield self.at(
                check.span(),
                "a script check of a group does not say in which task it runs",
                nomad=f"Service [{group.name}]->{name} or Check {context.check_name(check)} must specify task parameter",
                help='Add task = "…" to the check.',
            )
