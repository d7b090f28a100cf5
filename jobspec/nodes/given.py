"""The nodes that a command line names (`--node`, `--interfaces`, `--routes`, `--cni-config-dir`), read once in each process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from jobspec.diagnostics import Result
from jobspec.models.node import Node
from jobspec.nodes.load import load_node


class GivenNodes(msgspec.Struct, frozen=True, kw_only=True):
    """Where nodes are described. What is named beside the paths describes the one node, or all of them alike."""

    paths: tuple[str, ...]
    interfaces: str | None = None
    routes: str | None = None
    cni_config_dir: str | None = None


@lru_cache(maxsize=8)
def load_given(given: GivenNodes) -> tuple[tuple[str, Result[Node]], ...]:
    """What each path describes, in order, and what is wrong with the description."""
    return tuple((path, load_node(path, given.interfaces, given.routes, given.cni_config_dir)) for path in given.paths)


def nodes_of(given: GivenNodes) -> tuple[Node, ...]:
    """The nodes themselves, those of one name told apart by their paths. Where one cannot be read it is left out: see `load_given`."""
    return told_apart([(path, result.value) for path, result in load_given(given) if result.value is not None])


def told_apart(nodes: Sequence[tuple[str, Node]]) -> tuple[Node, ...]:
    """Nodes, given with the path of each; where several have one name, the path becomes part of it."""
    times = Counter(node.name for _, node in nodes)
    return tuple(node if times[node.name] == 1 else replace(node, name=f"{node.name} ({path})") for path, node in nodes)
