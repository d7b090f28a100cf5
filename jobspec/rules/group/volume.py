"""JOB312: volumes of a group."""

from __future__ import annotations

from jobspec.models.job_volumes import VolumeRequest
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule

HOST_MODES = ("", "single-node-writer", "single-node-single-writer", "single-node-multi-writer")


class InvalidVolume(Rule):
    """A volume of a group that Nomad refuses.

    ## What it finds
    No `source`; `per_alloc` with canaries, with `sticky`, or in a system or sysbatch job. Host volumes: mount options, access modes for
    several nodes. CSI volumes: no `attachment_mode` or `access_mode`, mount options of a block device, an access
    mode for one reader or writer in a group with a `count` above 1, a reader's mode without `read_only`.
    Volumes of any other type are not looked at: Nomad drops them without a word.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        volume "data" {
          type   = "csi"
          source = "database"
        }

    ## Use instead
        volume "data" {
          type            = "csi"
          source          = "database"
          access_mode     = "single-node-writer"
          attachment_mode = "file-system"
        }
    """

    code = "JOB312"
    name = "invalid-volume"
    nomad = True

    def check_volume(self, volume: VolumeRequest, context: Context) -> Findings:
        """structs.VolumeRequest.Validate; ApiTgToStructsTG drops volumes of other types."""
        if volume.type not in ("host", "csi"):
            return
        if not volume.source:
            yield self.at(
                volume.span_of("source"),
                f'volume "{volume.name}" has no source; expected the name of a {volume.type} volume',
                nomad="volume has an empty source",
            )
        if volume.per_alloc:
            yield from self._per_alloc(volume, context)
        if volume.type == "host":
            yield from self._host(volume)
        else:
            yield from self._csi(volume, context)

    def _per_alloc(self, volume: VolumeRequest, context: Context) -> Findings:
        place = volume.span_of_name("per_alloc")
        if context.job_type in ("system", "sysbatch"):
            yield self.at(
                place,
                f'per_alloc stands in a job of type "{context.job_type}", whose allocations have no number of their own',
                nomad="volume cannot be per_alloc for system or sysbatch jobs",
            )
        group = context.in_group()
        if group.update is not None and (group.update.canary or 0) > 0:
            yield self.at(
                place,
                f"per_alloc cannot be combined with canaries, and canary is {group.update.canary}",
                nomad="volume cannot be per_alloc when canaries are in use",
                help="A canary would need the volume of the allocation that it replaces.",
            )
        if volume.sticky:
            yield self.at(
                volume.span_of_name("per_alloc"),
                "per_alloc and sticky are both true; expected one of them",
                nomad="volume cannot be per_alloc and sticky at the same time",
            )

    def _host(self, volume: VolumeRequest) -> Findings:
        if volume.mount_options is not None:
            yield self.at(
                volume.mount_options.span() or volume.span(),
                "a host volume has mount options, which only CSI volumes take",
                nomad="host volumes cannot have mount options",
            )
        mode = volume.access_mode
        if mode == "single-node-reader-only":
            yield from self._reader(volume)
        elif mode not in HOST_MODES:
            yield self.at(
                volume.span_of("access_mode"),
                f'access_mode of a host volume is "{mode}"; expected single-node-writer, '
                "single-node-reader-only, single-node-single-writer or single-node-multi-writer",
                nomad=f"host volumes cannot be mounted with {mode} access mode",
            )

    def _csi(self, volume: VolumeRequest, context: Context) -> Findings:
        if volume.attachment_mode == "":
            yield self.at(
                volume.span_of("attachment_mode"),
                f'CSI volume "{volume.name}" has no attachment_mode; expected file-system or block-device',
                nomad="CSI volumes must have an attachment mode",
            )
        elif volume.attachment_mode == "block-device" and volume.mount_options is not None:
            yield self.at(
                volume.mount_options.span() or volume.span(),
                "a block device has mount options; only file systems take them",
                nomad="block devices cannot have mount options",
            )
        mode = volume.access_mode
        several = (context.in_group().count or 0) > 1 and not volume.per_alloc
        place = volume.span_of("access_mode")
        if mode == "":
            yield self.at(
                place,
                f'CSI volume "{volume.name}" has no access_mode; expected for instance single-node-writer',
                nomad="CSI volumes must have an access mode",
            )
        if mode in ("single-node-reader-only", "multi-node-reader-only"):
            yield from self._reader(volume)
        count = context.in_group().count
        if several and mode == "single-node-reader-only":
            yield self.at(
                place,
                f'access_mode "{mode}" allows one reader, and the group\'s count is {count}',
                nomad=f"volume with {mode} access mode allows only one reader",
            )
        elif several and mode == "single-node-writer":
            yield self.at(
                place,
                f'access_mode "{mode}" allows one reader or writer, and the group\'s count is {count}',
                nomad=f"volume with {mode} access mode allows only one reader or writer",
            )
        elif several and mode == "multi-node-single-writer" and not volume.read_only:
            yield self.at(
                place,
                f'access_mode "{mode}" allows one writer, and the group\'s count is {count}',
                nomad=f"volume with {mode} access mode allows only one writer",
            )

    def _reader(self, volume: VolumeRequest) -> Findings:
        if not volume.read_only:
            yield self.at(
                volume.span_of("access_mode"),
                f'access_mode "{volume.access_mode}" needs read_only = true',
                nomad=f"{volume.access_mode} volumes must be read-only",
                help="Add read_only = true to the volume.",
            )
