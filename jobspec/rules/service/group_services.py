"""SVC105: the services of a group as a whole."""

from __future__ import annotations

from jobspec.models.base import Model
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_service import Service
from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to


class GroupServices(Rule):
    """Services of a group and its tasks that do not go together.

    ## What it finds
    Two services with one name and one port, both of the group or both of one task; services with different providers in one group.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        service {
          name     = "web"
          provider = "consul"
        }
        service {
          name     = "metrics"
          provider = "nomad"
        }

    ## Use instead
        service {
          name     = "web"
          provider = "nomad"
        }
        service {
          name     = "metrics"
          provider = "nomad"
        }
    """

    code = "SVC105"
    name = "group-services"
    nomad = True

    def check_group(self, group: TaskGroup, context: Context) -> Findings:
        """structs.TaskGroup.validateServices."""
        owners: list[tuple[str, Task | None, tuple[Service, ...]]] = [
            (task.name, task, task.services) for task in group.tasks or () if task.services
        ]
        if group.services:
            owners.append(("group", None, group.services))
        seen: dict[tuple[str, str, str], Model] = {}
        providers: dict[str, Model] = {}
        for owner, task, services in owners:
            for service in services:
                name = context.service_name(service, task)
                key = (owner, name, service.port)
                if key in seen:
                    port = f":{service.port}" if service.port else ""
                    yield self.at(
                        service.span_of("name"),
                        f'service "{name}" is already registered for the same port',
                        nomad=f"Services are not unique: [{owner}->{name}{port}]",
                        related=related_to(seen[key].span(), "the first one"),
                    )
                else:
                    seen[key] = service
                providers.setdefault(service.provider or "consul", service)
        if len(providers) > 1:
            (first_name, first), (other_name, other) = list(providers.items())[:2]
            yield self.at(
                other.span_of("provider"),
                f'services of group "{group.name}" use the providers "{first_name}" and "{other_name}"; expected one',
                nomad="Multiple service providers used: task group services must use the same provider",
                related=related_to(first.span_of("provider"), f'provider "{first_name}"'),
                help='Where provider is not written, it is "consul".',
            )
