"""AGT205: settings that Nomad forgets."""

from __future__ import annotations

from jobspec.decode.agent.file import AgentFile
from jobspec.diagnostics import Severity, Span
from jobspec.models.agent_client import ClientConfig
from jobspec.models.base import Model
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings


class SettingWithoutEffect(AgentRule):
    """A setting that Nomad reads and then forgets.

    ## What it finds
    `log_file` of `client` and `server`, `token` of `vault`, and `bind_wildcard_default_host_network = false`, which are lost when the
    file is merged with the defaults; `cgroup_parent`, which the agent does not hand to its client; a client's `template` with nothing but
    `wait_bounds`; the identities of a second `consul` or `vault` block of the same name.

    ## Why it matters
    The setting has no effect in Nomad 2.0.6, and nobody is told.

    ## Example
        client {
          bind_wildcard_default_host_network = false
        }

    ## Use instead
        client {
          host_network "public" {
            cidr = "203.0.113.0/24"
          }
        }
    """

    code = "AGT205"
    name = "setting-without-effect"
    severity = Severity.WARNING

    def check_file(self, file: AgentFile) -> Findings:
        for note in file.notes.lost:
            yield self.at(Span(file.source, note.start, note.end), note.words)
        config = file.config
        for block, name in ((config.client, "client"), (config.server, "server")):
            if block is not None and block.log_file:
                yield from self._lost(block, "log_file", f"Nomad forgets log_file of {name}", "log_file at the top level works")
        for vault in config.vaults or ():
            if vault.token:
                yield from self._lost(vault, "token", "Nomad forgets the token of vault",
                                      "tasks get theirs by their identities; a transit keyring has a token of its own")
        client = config.client or ClientConfig()
        if client.cgroup_parent:
            yield from self._lost(client, "cgroup_parent", "Nomad does not hand cgroup_parent to its client", "it stays nomad.slice")
        if client.was_written("bind_wildcard_default_host_network") and not client.bind_wildcard_default_host_network:
            yield from self._lost(client, "bind_wildcard_default_host_network", "the default is true, and files can only turn it on",
                                  "ports are published on one address as soon as there is a host_network")

    def _lost(self, model: Model, name: str, message: str, help: str) -> Findings:
        yield self.at(model.span_of_name(name), message, help=help)
