"""What a rule for agent configs is: as a rule for jobs, with hooks of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from jobspec.rules.rule import Findings, Rule

if TYPE_CHECKING:
    from jobspec.decode.agent.file import AgentFile
    from jobspec.models.agent_client import ClientConfig, ClientHostNetworkConfig
    from jobspec.models.agent_config import AgentConfig
    from jobspec.models.agent_server import ServerConfig


class AgentRule(Rule):
    """Base of every rule for agent configs. The hooks see the configuration merged over Nomad's defaults, and each file as it was read.

    `whole`: the rule asks for what is missing, which is no fault of a file that is one of several: it runs only where the
    configuration is meant to be complete.
    """

    __slots__ = ()

    scope: ClassVar[str] = "file"
    whole: ClassVar[bool] = False

    def check_config(self, config: AgentConfig) -> Findings:
        """The configuration itself."""
        return ()

    def check_client(self, client: ClientConfig, config: AgentConfig) -> Findings:
        """The client block; there always is one, of defaults at least."""
        return ()

    def check_host_network(self, network: ClientHostNetworkConfig, client: ClientConfig) -> Findings:
        """A host network of the client."""
        return ()

    def check_server(self, server: ServerConfig, config: AgentConfig) -> Findings:
        """The server block; there always is one, of defaults at least."""
        return ()

    def check_file(self, file: AgentFile) -> Findings:
        """A file that the configuration comes from, as it was read."""
        return ()
