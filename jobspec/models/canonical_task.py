"""API defaults of what stands in a task: resources, logs, artifacts, templates, vault and the like.

Each function is the Canonicalize method of the same struct in nomad/api (tasks.go, resources.go, consul.go).
"""

from __future__ import annotations

import posixpath

from msgspec.structs import replace

from jobspec.models.canonical_policies import canonical_affinity
from jobspec.models.defaults import SECOND, each, filled, without_empty
from jobspec.models.job_identity import Consul, Secret, Vault
from jobspec.models.job_resources import LogConfig, NUMAResource, RequestedDevice, Resources
from jobspec.models.job_template import ChangeScript, TaskArtifact, Template
from jobspec.models.job_volumes import TaskCSIPluginConfig, VolumeMount


def canonical_resources(resources: Resources) -> Resources:
    """Resources.Canonicalize: the default cpu applies only where neither cpu nor cores is given."""
    cpu = resources.cpu
    if cpu is None:
        cpu = 100 if resources.cores is None else 0
    return replace(
        filled(resources, cores=0, memory=300),
        cpu=cpu,
        devices=each(_device, resources.devices),
        numa=None if resources.numa is None else _numa(resources.numa),
    )


def _device(device: RequestedDevice) -> RequestedDevice:
    return replace(filled(device, count=1), affinities=each(canonical_affinity, device.affinities))


def _numa(numa: NUMAResource) -> NUMAResource:
    numa = without_empty(numa, "devices")
    return numa if numa.affinity else replace(numa, affinity="none")


def canonical_logs(logs: LogConfig | None) -> LogConfig:
    return filled(logs or LogConfig(), max_files=10, max_file_size=10, disabled=False)


def canonical_artifact(artifact: TaskArtifact) -> TaskArtifact:
    artifact = without_empty(filled(artifact, mode="any", insecure=False, source=""), "getter_options", "getter_headers")
    if artifact.destination is not None:
        return artifact
    destination = "local/"
    if artifact.mode == "file":
        destination = posixpath.normpath(posixpath.join("local", _last_element(artifact.source or "")))
    return replace(artifact, destination=destination)


def _last_element(path: str) -> str:
    """Go's path.Base; relative, so that a join keeps what stands before it."""
    return path.rstrip("/").rpartition("/")[2] or "."


def canonical_template(template: Template) -> Template:
    template = filled(
        template, source="", destination="", data="", change_mode="restart", once=False, splay=5 * SECOND, perms="0644",
        left_delimiter="{{", right_delimiter="}}", env=False, error_on_missing_key=False, vault_grace=0,
    )
    if template.change_signal is None:
        signal = "SIGHUP" if template.change_mode == "signal" else ""
    else:
        signal = _upper(template.change_signal)
    script = template.change_script
    return replace(template, change_signal=signal, change_script=None if script is None else _change_script(script))


def _upper(text: str) -> str:
    """Go's strings.ToUpper, which maps each character to one character."""
    return text.upper() if text.isascii() else "".join(u if len(u := c.upper()) == 1 else c for c in text)


def _change_script(script: ChangeScript) -> ChangeScript:
    return filled(script, command="", args=(), timeout=5 * SECOND, fail_on_error=False, run_on_first_render=False)


def canonical_vault(vault: Vault) -> Vault:
    vault = filled(
        vault, env=True, disable_file=False, namespace="", change_mode="restart", change_signal="SIGHUP", allow_token_expiration=False,
    )
    return vault if vault.cluster else replace(vault, cluster="default")


def canonical_consul(consul: Consul) -> Consul:
    return consul if consul.cluster else replace(consul, cluster="default")


def canonical_secret(secret: Secret) -> Secret:
    return without_empty(secret, "config", "env")


def canonical_volume_mount(mount: VolumeMount) -> VolumeMount:
    return filled(mount, propagation_mode="private", read_only=False, selinux_label="")


def canonical_csi_plugin(plugin: TaskCSIPluginConfig) -> TaskCSIPluginConfig:
    return replace(
        plugin,
        mount_dir=plugin.mount_dir or "/csi",
        stage_publish_base_dir=plugin.stage_publish_base_dir or "/local/csi",
        health_timeout=plugin.health_timeout or 30 * SECOND,
    )
