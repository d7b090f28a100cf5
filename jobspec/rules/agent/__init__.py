"""Rules for agent configs: what `nomad config validate` refuses or warns of, and what it ought to.

To add a rule: a file here, and its class in `AGENT_RULES`.
"""

from __future__ import annotations

from jobspec.decode.agent.file import files_of
from jobspec.diagnostics import Diagnostic
from jobspec.models.agent_client import ClientConfig
from jobspec.models.agent_config import AgentConfig
from jobspec.models.agent_server import ServerConfig
from jobspec.rules.agent.artifact import InvalidArtifactLimits
from jobspec.rules.agent.bootstrap import DoubtfulBootstrap, EvenBootstrap
from jobspec.rules.agent.bridge_subnet import BadBridgeSubnet
from jobspec.rules.agent.broken_syntax import ToleratedSyntax
from jobspec.rules.agent.cluster_name import InvalidClusterName
from jobspec.rules.agent.cni_paths import RelativeCniPath
from jobspec.rules.agent.directories import MissingDataDir, RelativeDirectory
from jobspec.rules.agent.dynamic_ports import InvalidDynamicRange
from jobspec.rules.agent.encrypt import InvalidEncryptKey
from jobspec.rules.agent.eventlog import InvalidEventlogLevel
from jobspec.rules.agent.family import InvalidAddressFamily
from jobspec.rules.agent.host_network import BadHostNetwork, RepeatedName
from jobspec.rules.agent.host_volume import HostVolumeWithoutPath
from jobspec.rules.agent.ignored_key import IgnoredKey
from jobspec.rules.agent.issuer import InvalidIssuer
from jobspec.rules.agent.keyring import UnknownKeyringProvider
from jobspec.rules.agent.log_level import InvalidLogLevel
from jobspec.rules.agent.meta import InvalidMetaKey
from jobspec.rules.agent.mode import NoAgentMode
from jobspec.rules.agent.mtls import NoMutualTLS
from jobspec.rules.agent.names import InvalidAgentName
from jobspec.rules.agent.no_effect import SettingWithoutEffect
from jobspec.rules.agent.node_pool import InvalidAgentNodePool
from jobspec.rules.agent.protocol_version import DeprecatedProtocolVersion
from jobspec.rules.agent.repeated_setting import RepeatedSetting
from jobspec.rules.agent.reserved_ports import InvalidReservedPorts
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.agent.scheduler import InvalidSchedulerAlgorithm
from jobspec.rules.agent.start_durations import UnreadableDuration
from jobspec.rules.agent.telemetry import InvalidTelemetry
from jobspec.rules.agent.unlabelled import BlockWithoutLabel
from jobspec.rules.visit import run_hook

__all__ = ["AGENT_RULES", "check_agent"]

#: In the order in which Nomad checks (command/agent/command.go IsValidConfig), then our own.
AGENT_RULES: tuple[AgentRule, ...] = (
    NoAgentMode(),
    InvalidAgentName(),
    InvalidTelemetry(),
    NoMutualTLS(),
    InvalidEncryptKey(),
    RelativeDirectory(),
    InvalidMetaKey(),
    InvalidSchedulerAlgorithm(),
    InvalidAgentNodePool(),
    InvalidClusterName(),
    HostVolumeWithoutPath(),
    InvalidDynamicRange(),
    InvalidReservedPorts(),
    InvalidArtifactLimits(),
    InvalidAddressFamily(),
    InvalidEventlogLevel(),
    MissingDataDir(),
    DoubtfulBootstrap(),
    EvenBootstrap(),
    InvalidIssuer(),
    DeprecatedProtocolVersion(),
    UnknownKeyringProvider(),
    ToleratedSyntax(),
    IgnoredKey(),
    BlockWithoutLabel(),
    RepeatedSetting(),
    SettingWithoutEffect(),
    BadHostNetwork(),
    RepeatedName(),
    BadBridgeSubnet(),
    UnreadableDuration(),
    InvalidLogLevel(),
    RelativeCniPath(),
)


def check_agent(config: AgentConfig, *, whole: bool = True) -> list[Diagnostic]:
    """What the rules find in a configuration. Without `whole`, nothing that it lacks is a finding: it may be one file of several.

    The errors with `nomad` true are what decides in `nomad config validate`; Nomad itself stops at the first. It looks at connection
    limits of `rpc` too, which merging has made good by then.
    """
    found: list[Diagnostic] = []
    client, server = config.client or ClientConfig(), config.server or ServerConfig()
    for rule in AGENT_RULES:
        if rule.whole and not whole:
            continue
        run_hook(rule, rule.check_config, found, config)
        run_hook(rule, rule.check_client, found, client, config)
        for network in client.host_networks or ():
            run_hook(rule, rule.check_host_network, found, network, client)
        run_hook(rule, rule.check_server, found, server, config)
        for file in files_of(config):
            run_hook(rule, rule.check_file, found, file)
    return found
