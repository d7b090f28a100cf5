"""The network of allocations on a node: namespaces, CNI plugin calls and what they answer, addresses, packet rules, files."""

from __future__ import annotations

from jobspec.plan.network.build import build_network
from jobspec.plan.network.state import NetworkState, Pool, read_pool

__all__ = ["NetworkState", "Pool", "build_network", "read_pool"]
