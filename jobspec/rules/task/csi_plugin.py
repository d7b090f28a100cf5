"""JOB414: csi_plugin blocks."""

from __future__ import annotations

from jobspec.models.job_volumes import TaskCSIPluginConfig
from jobspec.rules.context import Context
from jobspec.rules.paths import is_below
from jobspec.rules.rule import Findings, Rule, related_to

TYPES = ("node", "controller", "monolith")


class InvalidCSIPlugin(Rule):
    """A csi_plugin block that Nomad refuses.

    ## What it finds
    No `id`; a `type` other than `node`, `controller` or `monolith`; a `stage_publish_base_dir` inside of `mount_dir`.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        csi_plugin {
          id   = "ebs"
          type = "all"
        }

    ## Use instead
        csi_plugin {
          id   = "ebs"
          type = "monolith"
        }
    """

    code = "JOB414"
    name = "invalid-csi-plugin"
    nomad = True
    scope = "task"

    def check_csi_plugin(self, plugin: TaskCSIPluginConfig, context: Context) -> Findings:
        """structs.Task.Validate."""
        if not plugin.id:
            yield self.at(plugin.span_of("id"), "the csi_plugin block has no id", nomad="CSIPluginConfig must have a non-empty PluginID")
        if plugin.type not in TYPES:
            yield self.at(
                plugin.span_of("type"),
                f'plugin type is "{plugin.type}"; expected node, controller or monolith',
                nomad=f"CSIPluginConfig PluginType must be one of 'node', 'controller', or 'monolith', got: \"{plugin.type}\"",
                slip=(plugin.type, TYPES),
            )
        stage, mount = plugin.stage_publish_base_dir, plugin.mount_dir
        if stage and mount and is_below(mount, stage):
            yield self.at(
                plugin.span_of("stage_publish_base_dir"),
                f'stage_publish_base_dir "{stage}" lies inside of mount_dir "{mount}"',
                nomad="CSIPluginConfig StagePublishBaseDir must not be a subdirectory of MountDir, "
                f'got: StagePublishBaseDir="{stage}" MountDir="{mount}"',
                related=related_to(plugin.span_of("mount_dir"), "mount_dir"),
            )
