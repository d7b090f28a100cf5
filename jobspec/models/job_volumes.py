"""Volumes of groups, their mounts in tasks, and tasks that are CSI plugins."""

from typing import Annotated

from jobspec.models import fields as hcl
from jobspec.models.base import Model


class CSIMountOptions(Model, frozen=True, kw_only=True, eq=False):
    """How a CSI volume is mounted: `volume { mount_options { … } }`."""

    fs_type: Annotated[str, hcl.attribute(
        "fs_type", "FSType", "string", "File system type.")] = ""
    mount_flags: Annotated[tuple[str, ...] | None, hcl.attribute(
        "mount_flags", "MountFlags", "list(string)", "Flags for mount.")] = None


class VolumeMount(Model, frozen=True, kw_only=True, eq=False):
    """A volume of the group in a task: `volume_mount { … }`."""

    volume: Annotated[str | None, hcl.attribute(
        "volume", "Volume", "string", "Name of the group's volume.")] = None
    destination: Annotated[str | None, hcl.attribute(
        "destination", "Destination", "string", "Path in the task at which it is mounted.")] = None
    read_only: Annotated[bool | None, hcl.attribute(
        "read_only", "ReadOnly", "bool", "Mounts read-only; default false.")] = None
    propagation_mode: Annotated[str | None, hcl.attribute(
        "propagation_mode", "PropagationMode", "string",
        "How nested mounts spread: private (default), host-to-task or bidirectional.")] = None
    selinux_label: Annotated[str | None, hcl.attribute(
        "selinux_label", "SELinuxLabel", "string", "SELinux label of the mount: z or Z.")] = None


class VolumeRequest(Model, frozen=True, kw_only=True, eq=False):
    """A volume that the tasks of a group may mount: `volume "NAME" { … }`."""

    name: Annotated[str, hcl.label(
        "name", "Name", "Name of the volume within the group.")] = ""
    type: Annotated[str, hcl.attribute(
        "type", "Type", "string", "host or csi.")] = ""
    source: Annotated[str, hcl.attribute(
        "source", "Source", "string", "Name or id of the volume; with per_alloc the index of the allocation is appended.")] = ""
    read_only: Annotated[bool, hcl.attribute(
        "read_only", "ReadOnly", "bool", "Uses the volume read-only; default false.")] = False
    sticky: Annotated[bool, hcl.attribute(
        "sticky", "Sticky", "bool", "Returns to the same volume after a reschedule (dynamic host volumes); default false.")] = False
    access_mode: Annotated[str, hcl.attribute(
        "access_mode", "AccessMode", "string", "Who may use the volume at the same time, for example single-node-writer.")] = ""
    attachment_mode: Annotated[str, hcl.attribute(
        "attachment_mode", "AttachmentMode", "string", "file-system or block-device.")] = ""
    mount_options: Annotated[CSIMountOptions | None, hcl.block(
        "mount_options", "MountOptions", "CSIMountOptions", "How a CSI volume is mounted.")] = None
    per_alloc: Annotated[bool, hcl.attribute(
        "per_alloc", "PerAlloc", "bool", "One volume for each allocation, source[INDEX]; default false.")] = False


class TaskCSIPluginConfig(Model, frozen=True, kw_only=True, eq=False):
    """Makes a task a CSI plugin: `csi_plugin { … }`."""

    id: Annotated[str, hcl.attribute(
        "id", "ID", "string", "Identifier of the plugin.")] = ""
    type: Annotated[str, hcl.attribute(
        "type", "Type", "string", "What it serves: node, controller or monolith.")] = ""
    mount_dir: Annotated[str, hcl.attribute(
        "mount_dir", "MountDir", "string", "Directory in the task for the plugin's socket; default /csi.")] = ""
    stage_publish_base_dir: Annotated[str, hcl.attribute(
        "stage_publish_base_dir", "StagePublishBaseDir", "string",
        "Directory below which volumes are staged and published; default /local/csi.")] = ""
    health_timeout: Annotated[int, hcl.attribute(
        "health_timeout", "HealthTimeout", "duration",
        "How long the plugin may take to answer before its task is stopped; default 30s.")] = 0
