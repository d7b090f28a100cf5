"""AGT105: folders of the agent."""

from __future__ import annotations

from jobspec.models.agent_client import ClientConfig
from jobspec.models.agent_config import AgentConfig
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings


class RelativeDirectory(AgentRule):
    """A folder that is not given from the root.

    ## What it finds
    `data_dir`, `plugin_dir`, and in a client `alloc_dir`, `alloc_mounts_dir`, `host_volumes_dir`, `host_volume_plugin_dir` and `state_dir`,
    where they do not begin with a slash.

    ## Why it matters
    The agent does not start.

    ## Example
        data_dir = "nomad/data"

    ## Use instead
        data_dir = "/opt/nomad/data"
    """

    code = "AGT105"
    name = "relative-directory"
    nomad = True

    def check_client(self, client: ClientConfig, config: AgentConfig) -> Findings:
        for name in ("data_dir", "plugin_dir"):
            yield from self._relative(config, name, getattr(config, name))
        for name in ("alloc_dir", "alloc_mounts_dir", "host_volumes_dir", "host_volume_plugin_dir", "state_dir"):
            yield from self._relative(client, name, getattr(client, name))

    def _relative(self, model: AgentConfig | ClientConfig, name: str, path: str) -> Findings:
        if path and not path.startswith("/"):
            yield self.at(model.span_of(name), f'{name} "{path}" does not begin with a slash',
                          help=_advice(path),
                          nomad=f"{name.replace('_', '-')} must be given as an absolute path: got {path}")


def _advice(path: str) -> str | None:
    if path[1:3] in (":\\", ":/"):
        return "it is a path of Windows: there it is right, and elsewhere Nomad refuses it"
    return "nothing fills in ${…} when Nomad reads the file" if "${" in path else None


class MissingDataDir(AgentRule):
    """An agent without a place for its state.

    ## What it finds
    A whole configuration without `data_dir`, unless it is a client's that names `state_dir`, `alloc_dir`, `alloc_mounts_dir` and
    `plugin_dir`.

    ## Why it matters
    The agent does not start. A file by itself may well be one of several, and is then not looked at for this.

    ## Example
        client {
          enabled = true
        }

    ## Use instead
        data_dir = "/opt/nomad"
        client {
          enabled = true
        }
    """

    code = "AGT106"
    name = "missing-data-dir"
    nomad = True
    whole = True

    def check_client(self, client: ClientConfig, config: AgentConfig) -> Findings:
        if config.data_dir:
            return
        if config.server is not None and config.server.enabled:
            yield self.at(config.server.span_of("enabled"), "a server needs data_dir",
                          nomad='Must specify "data_dir" config option or "data-dir" CLI flag')
        elif client.enabled and not all((client.alloc_dir, client.alloc_mounts_dir, client.state_dir, config.plugin_dir)):
            yield self.at(client.span_of("enabled"), "a client needs data_dir",
                          nomad="Must specify the state, alloc-dir, alloc-mounts-dir and plugin-dir if data-dir is omitted.")
