"""AGT111: host volumes."""

from __future__ import annotations

from jobspec.models.agent_client import ClientConfig
from jobspec.models.agent_config import AgentConfig
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings


class HostVolumeWithoutPath(AgentRule):
    """A host volume that is nowhere.

    ## What it finds
    A `host_volume` without `path`.

    ## Why it matters
    The agent does not start.

    ## Example
        client {
          host_volume "data" {
            read_only = true
          }
        }

    ## Use instead
        client {
          host_volume "data" {
            path      = "/srv/data"
            read_only = true
          }
        }
    """

    code = "AGT111"
    name = "host-volume-without-path"
    nomad = True

    def check_client(self, client: ClientConfig, config: AgentConfig) -> Findings:
        for volume in client.host_volumes or ():
            if not volume.path:
                yield self.at(volume.span(), f'host volume "{volume.name}" has no path', nomad="Missing path in host_volume config")
