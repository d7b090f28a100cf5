"""The names that exist on any of the nodes, for "did you mean"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from jobspec.models.node import Node
from jobspec.models.suggestion import closest, only_close

#: Sorts with so many names that the nearest one says little.
PLAIN_SLIPS = frozenset({"attribute", "meta"})


class Names:
    """All names of one sort over all nodes, gathered when first asked for."""

    __slots__ = ("_known", "_nodes")

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes = nodes
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, sort: str) -> tuple[str, ...]:
        """Names of a sort (a key of SORTS), sorted."""
        if sort not in self._known:
            self._known[sort] = tuple(sorted({name for node in self._nodes for name in SORTS[sort](node)}))
        return self._known[sort]

    def advice(self, name: str, sort: str, otherwise: str | None = None) -> str | None:
        """`did you mean "public"?`, else `otherwise`. Of the many attributes, only one that the name plainly is a slip of."""
        others = [known for known in self.of(sort) if known != name]
        found = only_close(name, others) if sort in PLAIN_SLIPS else closest(name, others)
        return otherwise if found is None else f'did you mean "{found}"?'


def host_networks(node: Node) -> set[str]:
    """The aliases by which ports can ask for an address."""
    return {address.alias for network in node.networks for address in network.addresses}


def modes(node: Node) -> set[str]:
    """The network modes that the scheduler sees on a node (NodeResources.Networks)."""
    return {device.mode or "host" for device in node.devices}


SORTS: dict[str, Callable[[Node], Iterable[str]]] = {
    "host network": host_networks,
    "mode": lambda node: modes(node) | {"host", "bridge", "none"},
    "driver": lambda node: node.drivers or (),
    "datacenter": lambda node: (node.datacenter,),
    "pool": lambda node: (node.node_pool,),
    "attribute": lambda node: node.attributes,
    "meta": lambda node: node.meta,
    "host volume": lambda node: node.host_volumes,
    "device": lambda node: (f"{group.vendor}/{group.type}/{group.name}" for group in node.device_groups),
}
