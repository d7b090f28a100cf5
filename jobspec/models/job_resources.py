"""TODO"""

from typing import Annotated

from jobspec.models import fields as hcl
from jobspec.models.base import Model
from jobspec.models.job_constraint import Affinity, Constraint
from jobspec.models.job_network import NetworkResource


class LogConfig(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    max_files: Annotated[int | None, hcl.attribute("max_files", "MaxFiles", "int")] = None
    max_file_size: Annotated[int | None, hcl.attribute("max_file_size", "MaxFileSizeMB", "int")] = None
    enabled: Annotated[bool | None, hcl.attribute("enabled", "Enabled", "bool")] = None
    disabled: Annotated[bool | None, hcl.attribute("disabled", "Disabled", "bool")] = None


class NUMAResource(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    affinity: Annotated[str, hcl.attribute("affinity", "Affinity", "string")] = ""
    devices: Annotated[tuple[str, ...] | None, hcl.attribute("devices", "Devices", "list(string)")] = None


class RequestedDevice(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    name: Annotated[str, hcl.label("", "Name")] = ""
    count: Annotated[int | None, hcl.attribute("count", "Count", "uint64")] = None
    constraints: Annotated[tuple[Constraint, ...] | None, hcl.blocks("constraint", "Constraints", "list(Constraint)")] = None
    affinities: Annotated[tuple[Affinity, ...] | None, hcl.blocks("affinity", "Affinities", "list(Affinity)")] = None


class Resources(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    cpu: Annotated[int | None, hcl.attribute("cpu", "CPU", "int")] = None
    cores: Annotated[int | None, hcl.attribute("cores", "Cores", "int")] = None
    memory: Annotated[int | None, hcl.attribute("memory", "MemoryMB", "int")] = None
    memory_max: Annotated[int | None, hcl.attribute("memory_max", "MemoryMaxMB", "int")] = None
    disk: Annotated[int | None, hcl.attribute("disk", "DiskMB", "int")] = None
    networks: Annotated[tuple[NetworkResource, ...] | None, hcl.blocks("network", "Networks", "list(NetworkResource)")] = None
    devices: Annotated[tuple[RequestedDevice, ...] | None, hcl.blocks("device", "Devices", "list(RequestedDevice)")] = None
    numa: Annotated[NUMAResource | None, hcl.block("numa", "NUMA", "NUMAResource")] = None
    secrets: Annotated[int | None, hcl.attribute("secrets", "SecretsMB", "int")] = None
    iops: Annotated[int | None, hcl.attribute("iops", "IOPS", "int")] = None
