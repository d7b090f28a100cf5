"""Where a name belongs that stands in the wrong block: half of what people misplace is right one level up or down."""

from __future__ import annotations

from typing import Final

from jobspec.models.fields import fields_of
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_job import Job
from jobspec.models.job_network import NetworkResource
from jobspec.models.job_resources import Resources
from jobspec.models.job_service import Service, ServiceCheck
from jobspec.models.job_task import Task

#: The blocks in which a name is looked for, in the words of advice.
_BLOCKS: Final = {
    "the job": Job, "a group": TaskGroup, "a task": Task, "a task's resources": Resources, "a group's network": NetworkResource,
    "a service": Service, "a service's check": ServiceCheck,
}
#: Blocks of the file itself.
_OF_THE_FILE: Final = frozenset({"variable", "variables", "locals"})
#: Options of drivers, which stand in a block that is not declared here.
_OF_DRIVERS: Final = frozenset({"image", "command", "args", "ports", "network_mode", "volumes", "mounts", "privileged", "cap_add"})
#: A name that has more places than this says nothing of what was meant.
_MOST: Final = 2


def home_of(name: str) -> str | None:
    """Advice that says where an argument or block of this name belongs."""
    if name in _OF_THE_FILE:
        return f"{name} blocks stand beside the job block, not in it: move this one out"
    if name in _OF_DRIVERS:
        return f'"{name}" belongs in the config of a task'
    homes = [words for words, model in _BLOCKS.items()
             if any(field.hcl == name and field.kind not in ("label", "free") for field in fields_of(model).values())]
    return f'"{name}" belongs in {" or ".join(homes)}' if 0 < len(homes) <= _MOST else None
