"""Plugins of third parties: what is likely, marked as assumed."""

from __future__ import annotations

from msgspec.structs import replace

from jobspec.plan.network.failures import PluginError
from jobspec.plan.network.plugins.addressing import ADDRESS_PLUGINS, delegated, on_interface
from jobspec.plan.network.plugins.invocation import Answer, Invocation
from jobspec.plan.network.results import CniResult, ResultInterface
from jobspec.plan.network.state import NetworkState


def unknown(invocation: Invocation, state: NetworkState) -> Answer:
    """In a chain it passes on what it got. First in a list it makes the interface, with the addresses of a known address plugin."""
    if invocation.previous is not None and any(one.name != "lo" for one in invocation.previous.interfaces):
        return Answer(invocation.previous, "assumed", complete=bool(invocation.previous.ips))
    interface = ResultInterface(invocation.interface, "", invocation.namespace)
    kind = invocation.config.section("ipam").raw("type")
    if kind in ADDRESS_PLUGINS:
        try:
            answer = delegated(invocation, state)
        except PluginError:
            return Answer(CniResult(interfaces=(interface,)), "assumed", complete=False)
        return Answer(replace(on_interface(answer, 0), interfaces=(interface,)), "assumed")
    return Answer(CniResult(interfaces=(interface,)), "assumed", complete=False)
