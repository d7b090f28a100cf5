"""Nodes with everything that keeps their clients from starting: what the description shows, and what Nomad refuses in the configuration."""

from __future__ import annotations

from os import PathLike

from jobspec.diagnostics import Diagnostic, Result, Severity
from jobspec.models.node import Node
from jobspec.nodes import load
from jobspec.rules.agent import check_agent
from jobspec.rules.agent.bridge_subnet import BadBridgeSubnet
from jobspec.rules.agent.start_durations import UnreadableDuration

# What `nomad config validate` passes and the agent stops at. Our other errors about configurations keep nobody from starting.
_AT_START = frozenset((BadBridgeSubnet.code, UnreadableDuration.code))


def load_node(path: str | PathLike[str], interfaces: str | PathLike[str] | None = None, routes: str | PathLike[str] | None = None,
              cni_config_dir: str | PathLike[str] | None = None) -> Result[Node]:
    """`jobspec.nodes.load.load_node`, and the errors of the agent's configuration."""
    result = load.load_node(path, interfaces, routes, cni_config_dir)
    return Result(result.value, (*start_errors(result.value), *result.diagnostics))


def start_errors(node: Node | None) -> tuple[Diagnostic, ...]:
    """What Nomad refuses in the configuration of a node's agent. What a fragment lacks is none of it."""
    if node is None or node.config is None:
        return ()
    return tuple(found for found in check_agent(node.config, whole=False)
                 if found.severity is Severity.ERROR and (found.nomad or found.code in _AT_START))
