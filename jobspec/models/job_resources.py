"""What a task takes of its node: cpu, memory, devices, logs on disk."""

from typing import Annotated

from jobspec.models import fields as hcl
from jobspec.models.base import Model
from jobspec.models.job_constraint import Affinity, Constraint
from jobspec.models.job_network import NetworkResource


class LogConfig(Model, frozen=True, kw_only=True, eq=False):
    """Rotation of a task's logs: `logs { … }`."""

    max_files: Annotated[int | None, hcl.attribute(
        "max_files", "MaxFiles", "int", "How many files are kept for each of stdout and stderr; default 10.")] = None
    max_file_size: Annotated[int | None, hcl.attribute(
        "max_file_size", "MaxFileSizeMB", "int", "Size of one file in MB; default 10.")] = None
    enabled: Annotated[bool | None, hcl.attribute(
        "enabled", "Enabled", "bool", "Old form of disabled; no longer read.")] = None
    disabled: Annotated[bool | None, hcl.attribute(
        "disabled", "Disabled", "bool", "Does not collect logs; default false.")] = None


class NUMAResource(Model, frozen=True, kw_only=True, eq=False):
    """Placement of cores on NUMA nodes: `numa { … }`."""

    affinity: Annotated[str, hcl.attribute(
        "affinity", "Affinity", "string", "none (default), prefer or require: whether the cores must be on one NUMA node.")] = ""
    devices: Annotated[tuple[str, ...] | None, hcl.attribute(
        "devices", "Devices", "list(string)", "Names of devices of the task that must be on the same NUMA node.")] = None


class RequestedDevice(Model, frozen=True, kw_only=True, eq=False):
    """Devices for a task, such as GPUs: `device "NAME" { … }`."""

    name: Annotated[str, hcl.label(
        "", "Name", "TYPE, VENDOR/TYPE or VENDOR/TYPE/MODEL.")] = ""
    count: Annotated[int | None, hcl.attribute(
        "count", "Count", "uint64", "How many of them; default 1.")] = None
    constraints: Annotated[tuple[Constraint, ...] | None, hcl.blocks(
        "constraint", "Constraints", "list(Constraint)", "Conditions that the devices must meet.")] = None
    affinities: Annotated[tuple[Affinity, ...] | None, hcl.blocks(
        "affinity", "Affinities", "list(Affinity)", "Preferences for devices.")] = None


class Resources(Model, frozen=True, kw_only=True, eq=False):
    """What a task takes of its node: `resources { … }`."""

    cpu: Annotated[int | None, hcl.attribute(
        "cpu", "CPU", "int", "Share of the CPU in MHz; default 100 where no cores are asked for.")] = None
    cores: Annotated[int | None, hcl.attribute(
        "cores", "Cores", "int", "Whole CPU cores for the task alone; excludes cpu.")] = None
    memory: Annotated[int | None, hcl.attribute(
        "memory", "MemoryMB", "int", "Memory in MB; default 300.")] = None
    memory_max: Annotated[int | None, hcl.attribute(
        "memory_max", "MemoryMaxMB", "int", "Most memory in MB where the scheduler allows oversubscription; -1 for no limit.")] = None
    disk: Annotated[int | None, hcl.attribute(
        "disk", "DiskMB", "int", "Disk space in MB; old, use the group's ephemeral_disk.")] = None
    networks: Annotated[tuple[NetworkResource, ...] | None, hcl.blocks(
        "network", "Networks", "list(NetworkResource)", "Networks of the task; old, use the group's network.")] = None
    devices: Annotated[tuple[RequestedDevice, ...] | None, hcl.blocks(
        "device", "Devices", "list(RequestedDevice)", "Devices for the task.")] = None
    numa: Annotated[NUMAResource | None, hcl.block(
        "numa", "NUMA", "NUMAResource", "Placement of cores on NUMA nodes.")] = None
    secrets: Annotated[int | None, hcl.attribute(
        "secrets", "SecretsMB", "int", "Size of the secrets directory in MB; default 1.")] = None
    iops: Annotated[int | None, hcl.attribute(
        "iops", "IOPS", "int", "Disk operations per second; deprecated and without effect.")] = None
