"""NODE212, NODE213, NODE214, NODE215: CPU, memory, disk, devices and volumes."""

from __future__ import annotations

from jobspec.rules.node.rule import NodeRule


class ResourcesExhausted(NodeRule):
    """The node has too little CPU, memory, disk, or too few cores.

    ## What it finds
    Groups whose tasks ask for more than the node has beside what it reserves, and beside the other allocations of the job. Tasks that do
    not run side by side (`lifecycle`) share. Of several job files, as information: that their service and system jobs together ask for more
    than all of the given nodes have.

    ## Why it matters
    The node cannot take the allocation. Nomad's words are `cpu`, `cores`, `memory` or `disk`.

    ## Example
        task "web" {
          driver = "raw_exec"
          resources {
            memory = 1000000
          }
        }

    ## Use instead
        task "web" {
          driver = "raw_exec"
          resources {
            memory = 256
          }
        }
    """

    code = "NODE212"
    name = "resources-exhausted"


class MissingDevice(NodeRule):
    """A device that the node does not have, or has too few of.

    ## What it finds
    `device` requests that no group of devices of the node matches in name and constraints, or for which too few instances are healthy.

    ## Why it matters
    The scheduler leaves the node out. Nomad's words are `missing devices`.

    ## Example
        task "web" {
          driver = "raw_exec"
          resources {
            device "nvidia/gpu" {}
          }
        }

    ## Use instead
        task "web" {
          driver = "raw_exec"
        }
    """

    code = "NODE213"
    name = "missing-device"


class MissingHostVolume(NodeRule):
    """A host volume that the node does not have, or has read-only.

    ## What it finds
    `source` of a host volume that the client does not define, static volumes that are read-only and wanted for writing, and sticky ones,
    which only dynamic volumes can be.

    ## Why it matters
    The scheduler leaves the node out. Nomad's words are `missing compatible host volumes`.

    ## Example
        volume "data" {
          type   = "host"
          source = "dats"
        }

    ## Use instead
        volume "data" {
          type   = "host"
          source = "data"
        }
    """

    code = "NODE214"
    name = "missing-host-volume"


class MissingVolumePlugin(NodeRule):
    """A CSI volume on a node that runs no CSI plugin.

    ## What it finds
    CSI volumes of groups, on nodes where no CSI plugin runs. Which plugin serves a volume only the servers know: where there is one, the
    volume is assumed to be there and free.

    ## Why it matters
    The node cannot mount the volume, and the scheduler leaves it out.

    ## Example
        volume "data" {
          type            = "csi"
          source          = "data"
          access_mode     = "single-node-writer"
          attachment_mode = "file-system"
        }

    ## Use instead
        volume "data" {
          type   = "host"
          source = "data"
        }
    """

    code = "NODE215"
    name = "missing-volume-plugin"
