"""TODO"""

from typing import Annotated

from jobspec.models import fields as hcl
from jobspec.models.base import Model


class CSIMountOptions(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    fs_type: Annotated[str, hcl.attribute("fs_type", "FSType", "string")] = ""
    mount_flags: Annotated[tuple[str, ...] | None, hcl.attribute("mount_flags", "MountFlags", "list(string)")] = None


class VolumeMount(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    volume: Annotated[str | None, hcl.attribute("volume", "Volume", "string")] = None
    destination: Annotated[str | None, hcl.attribute("destination", "Destination", "string")] = None
    read_only: Annotated[bool | None, hcl.attribute("read_only", "ReadOnly", "bool")] = None
    propagation_mode: Annotated[str | None, hcl.attribute("propagation_mode", "PropagationMode", "string")] = None
    selinux_label: Annotated[str | None, hcl.attribute("selinux_label", "SELinuxLabel", "string")] = None


class VolumeRequest(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    name: Annotated[str, hcl.label("name", "Name")] = ""
    type: Annotated[str, hcl.attribute("type", "Type", "string")] = ""
    source: Annotated[str, hcl.attribute("source", "Source", "string")] = ""
    read_only: Annotated[bool, hcl.attribute("read_only", "ReadOnly", "bool")] = False
    sticky: Annotated[bool, hcl.attribute("sticky", "Sticky", "bool")] = False
    access_mode: Annotated[str, hcl.attribute("access_mode", "AccessMode", "string")] = ""
    attachment_mode: Annotated[str, hcl.attribute("attachment_mode", "AttachmentMode", "string")] = ""
    mount_options: Annotated[CSIMountOptions | None, hcl.block("mount_options", "MountOptions", "CSIMountOptions")] = None
    per_alloc: Annotated[bool, hcl.attribute("per_alloc", "PerAlloc", "bool")] = False


class TaskCSIPluginConfig(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    id: Annotated[str, hcl.attribute("id", "ID", "string")] = ""
    type: Annotated[str, hcl.attribute("type", "Type", "string")] = ""
    mount_dir: Annotated[str, hcl.attribute("mount_dir", "MountDir", "string")] = ""
    stage_publish_base_dir: Annotated[str, hcl.attribute("stage_publish_base_dir", "StagePublishBaseDir", "string")] = ""
    health_timeout: Annotated[int, hcl.attribute("health_timeout", "HealthTimeout", "duration")] = 0
