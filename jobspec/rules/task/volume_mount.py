"""JOB413: volume mounts."""

from __future__ import annotations

from jobspec.go_text import quote
from jobspec.models.job_volumes import VolumeMount
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to
from jobspec.rules.suggest import did_you_mean

PROPAGATION_MODES = ("private", "host-to-task", "bidirectional")
SELINUX_LABELS = ("z", "Z")


class InvalidVolumeMount(Rule):
    """A volume mount that Nomad refuses.

    ## What it finds
    A `volume` that the group does not define, or whose type is neither `host` nor `csi` (Nomad drops such volumes without a word);
    a `propagation_mode` other than `private`, `host-to-task` or `bidirectional`; a `selinux_label` other than `z` or `Z`.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        task "web" {
          driver = "exec"
          volume_mount {
            volume      = "data"
            destination = "/data"
          }
        }

    ## Use instead
        volume "data" {
          type   = "host"
          source = "shop-data"
        }
        task "web" {
          driver = "exec"
          volume_mount {
            volume      = "data"
            destination = "/data"
          }
        }
    """

    code = "JOB413"
    name = "invalid-volume-mount"
    nomad = True

    def check_volume_mount(self, mount: VolumeMount, context: Context) -> Findings:
        """structs.Task.Validate and structs.VolumeMount.Validate; a mount without `volume` is dropped (apiVolumeMountsToStructs)."""
        if mount.volume is None:
            return
        name = mount.volume
        index = sum(before.volume is not None for before in (context.in_task().volume_mounts or ())[: context.index])
        volumes = context.in_group().volumes or {}
        volume = volumes.get(name)
        if volume is None:
            yield self.at(
                mount.span_of("volume"),
                f'group "{context.in_group().name}" has no volume "{name}"',
                nomad=f"Volume Mount ({index}) references undefined volume {name}",
                help=f'Define it in the group: volume "{name}" {{ … }}.',
                slip=(name, volumes),
            )
        elif volume.type not in ("host", "csi"):
            yield self.at(
                mount.span_of("volume"),
                f'volume "{name}" is of type "{volume.type}", and Nomad drops volumes that are not host or csi',
                nomad=f"Volume Mount ({index}) references undefined volume {name}",
                related=related_to(volume.span_of("type"), "the type"),
                help=did_you_mean(volume.type, ("host", "csi")),
            )
        if not name:
            yield self.at(mount.span_of("volume"), "the mount names no volume", nomad="volume mount references an empty volume")
        mode = mount.propagation_mode or ""
        if mode and mode not in PROPAGATION_MODES:
            yield self.at(
                mount.span_of("propagation_mode"),
                f'propagation_mode is "{mode}"; expected private, host-to-task or bidirectional',
                nomad=f"volume mount has an invalid propagation mode: {quote(mode)}",
                slip=(mode, PROPAGATION_MODES),
            )
        label = mount.selinux_label or ""
        if label and label not in SELINUX_LABELS:
            yield self.at(
                mount.span_of("selinux_label"),
                f'selinux_label is "{label}"; expected z (shared) or Z (private)',
                nomad=f'volume mount has an invalid SELinux label: "{label}"',
            )
