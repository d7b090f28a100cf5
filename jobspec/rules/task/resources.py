"""JOB403: resources."""

from __future__ import annotations

from jobspec.go_text import quote
from jobspec.models.job_resources import Resources
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to

SMALLEST_MEMORY = 10
AFFINITIES = ("none", "prefer", "require")


class InvalidResources(Rule):
    """Resources of a task that Nomad refuses.

    ## What it finds
    Both `cpu` and `cores`; less than 1 MHz or 10 MB; negative values; a `memory_max` (other than 0 and -1) below `memory`;
    more `secrets` than memory; a device without a name; a `numa` block with an unknown `affinity`, or with a device that the
    task does not request.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        resources {
          cpu    = 500
          cores  = 2
          memory = 256
        }

    ## Use instead
        resources {
          cores  = 2
          memory = 256
        }
    """

    code = "JOB403"
    name = "invalid-resources"
    nomad = True
    scope = "task"

    def check_resources(self, resources: Resources, context: Context) -> Findings:
        """structs.Resources.Validate and MeetsMinResources, structs.RequestedDevice.Validate, structs.NUMA.Validate."""
        cpu, cores = resources.cpu or 0, resources.cores or 0
        if cores > 0 and cpu > 0:
            yield self.at(
                resources.span_of_name("cores"),
                f"the task asks for {cpu} MHz and for {cores} cores; expected one of the two",
                nomad="Task can only ask for 'cpu' or 'cores' resource, not both.",
                related=related_to(resources.span_of_name("cpu"), "the other one"),
            )
        if cores < 0:
            yield self.at(
                resources.span_of("cores"), f"cores is {cores}; expected zero or more", nomad=f"cores value ({cores}) cannot be negative"
            )
        if cpu < 1 and cores == 0:
            yield self.at(resources.span_of("cpu"), f"cpu is {cpu}; expected 1 MHz or more", nomad=f"minimum CPU value is 1; got {cpu}")
        memory = resources.memory or 0
        if memory < SMALLEST_MEMORY:
            yield self.at(
                resources.span_of("memory"),
                f"memory is {memory} MB; expected {SMALLEST_MEMORY} or more",
                nomad=f"minimum MemoryMB value is {SMALLEST_MEMORY}; got {memory}",
            )
        yield from self._devices(resources)
        yield from self._memory(resources, memory)

    def _devices(self, resources: Resources) -> Findings:
        for position, device in enumerate(resources.devices or ()):
            if not device.name:
                yield self.at(
                    device.span(),
                    f"device {position + 1} has no name; expected a type, vendor/type, or vendor/type/name",
                    nomad="device name must be given as one of the following: type, vendor/type, or vendor/type/name",
                )
        numa = resources.numa
        if numa is None:
            return
        requested = {device.name for device in resources.devices or ()}
        for name in numa.devices or ():
            if name not in requested:
                yield self.at(
                    numa.span_of("devices"),
                    f'device "{name}" of the numa block is not requested by the task',
                    nomad=f"numa device {quote(name)} not requested as task resource",
                    slip=(name, requested),
                )
        affinity = numa.affinity or "none"
        if affinity not in AFFINITIES:
            yield self.at(
                numa.span_of("affinity"),
                f'affinity is "{affinity}"; expected none, prefer or require',
                nomad="numa affinity must be one of none, prefer, or require",
                slip=(affinity, AFFINITIES),
            )

    def _memory(self, resources: Resources, memory: int) -> Findings:
        highest, secrets = resources.memory_max or 0, resources.secrets or 0
        if highest not in (0, -1) and highest < memory:
            yield self.at(
                resources.span_of("memory_max"),
                f"memory_max is {highest} MB, less than memory ({memory} MB)",
                nomad=f"MemoryMaxMB value ({highest}) should be larger than MemoryMB value ({memory})",
                help="Expected at least as much as memory, or -1 for no limit.",
            )
        if secrets > memory:
            yield self.at(
                resources.span_of("secrets"),
                f"secrets is {secrets} MB, more than memory ({memory} MB)",
                nomad=f"SecretsMB value ({secrets}) cannot be larger than MemoryMB value ({memory})",
            )
        if secrets < 0:
            yield self.at(
                resources.span_of("secrets"),
                f"secrets is {secrets} MB; expected zero or more",
                nomad=f"SecretsMB value ({secrets}) cannot be negative",
            )
