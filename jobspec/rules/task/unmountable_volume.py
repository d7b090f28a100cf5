"""JOB420: volumes of tasks whose driver mounts none."""

from __future__ import annotations

from jobspec.models.job_task import DRIVERS_WITHOUT_MOUNTS, Task
from jobspec.models.job_volumes import VolumeMount
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to


class UnmountableVolume(Rule):
    """A volume in a task whose driver cannot mount any.

    ## What it finds
    `volume_mount` of a host or CSI volume in a task of driver exec2, java, qemu or raw_exec.

    ## Why it matters
    Nomad accepts and places the job, and the task fails: "task driver … does not support host volumes". Tasks of raw_exec see the host's
    files anyway, under the path that the client's `host_volume` names.

    ## Example
        volume "data" {
          type   = "host"
          source = "data"
        }
        task "web" {
          driver = "raw_exec"
          config {
            command = "/bin/web"
          }
          volume_mount {
            volume      = "data"
            destination = "/data"
          }
        }

    ## Use instead
        volume "data" {
          type   = "host"
          source = "data"
        }
        task "web" {
          driver = "exec"
          config {
            command = "/bin/web"
          }
          volume_mount {
            volume      = "data"
            destination = "/data"
          }
        }
    """

    code = "JOB420"
    name = "unmountable-volume"

    def check_volume_mount(self, mount: VolumeMount, context: Context) -> Findings:
        """client/allocrunner/taskrunner/volume_hook.go; the client looks at volumes of the group by name."""
        task = context.in_task()
        volume = (context.in_group().volumes or {}).get(mount.volume or "")
        if task.driver not in DRIVERS_WITHOUT_MOUNTS or volume is None or volume.type not in ("host", "csi"):
            return
        yield self.at(
            mount.span(),
            f'driver "{task.driver}" of task "{task.name}" cannot mount volume "{mount.volume}": the task fails',
            related=related_to(task.span_of("driver"), "the driver"),
            help=_advice(task),
        )


def _advice(task: Task) -> str:
    if task.driver == "raw_exec":
        return "Remove it and use the volume's own path on the host, or use a driver such as exec or docker."
    return "Use a driver that mounts volumes, such as exec or docker."
