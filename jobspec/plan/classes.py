"""Where Nomad's scheduler leaves placement to chance.

It checks one node of a class and believes the others to be like it, and the class does not know of networks (nomad/structs/node_class.go,
FeasibilityWrapper). It also checks a group without a network block for the network of the group before it, in an order that is random
(scheduler/feasible/stack.go, Select).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from jobspec.models.node import Node
from jobspec.models.plan import Warning
from jobspec.plan.feasible.constraints import targets_of
from jobspec.plan.feasible.targets import is_unique
from jobspec.plan.fleet import Fleet
from jobspec.plan.groups import Ask

_NETWORK = frozenset(("NODE201", "NODE202"))
UNIQUE = "unique."


def class_warnings(fleet: Fleet, ask: Ask) -> list[Warning]:
    """One warning for each class in which only some nodes have the group's network.

    Groups with conditions on what is unique, or with CSI volumes, are checked node by node.
    """
    codes = [{one.reason.code for one in fleet.findings(ask, kind).found} for kind in range(len(fleet.kinds))]
    if not any(one & _NETWORK for one in codes) or ask.job.type in ("system", "sysbatch") or _is_checked_node_by_node(ask):
        return []
    classes: dict[Hashable, dict[bool, Node]] = {}
    for node, kind in zip(fleet.nodes, fleet.kind_of, strict=True):
        if node.attributes_known and codes[kind] <= _NETWORK:
            classes.setdefault(_class_of(node), {}).setdefault(not codes[kind], node)
    return [Warning(code="NODE222", group=ask.name, node=has[False].name, message=_words(ask, has[True], has[False]))
            for has in classes.values() if len(has) == 2]


def inherited_network_warnings(fleet: Fleet, asks: Sequence[Ask]) -> list[Warning]:
    """One warning for each group without a network block that may be refused for want of another group's network."""
    found = []
    for ask in asks:
        for other in () if ask.group.networks else asks:
            lacking = _lacks_only(fleet, ask, other)
            if other.group.networks and lacking is not None:
                found.append(Warning(code="NODE222", group=ask.name, node=lacking.name, message=(
                    f'group "{ask.name}" has no network block: Nomad\'s scheduler may look for the network of group "{other.name}", which '
                    f"node {lacking.name} lacks, and leave the node out; which group comes first is chance")))
                break
    return found


def _lacks_only(fleet: Fleet, ask: Ask, other: Ask) -> Node | None:
    """The first node that takes `ask` and lacks the network of `other`."""
    for kind, members in enumerate(fleet.kinds):
        if not fleet.findings(ask, kind).found and any(one.reason.code in _NETWORK for one in fleet.findings(other, kind).found):
            return fleet.nodes[members[0]]
    return None


def _is_checked_node_by_node(ask: Ask) -> bool:
    """EscapedConstraints, and volumes of CSI."""
    return any(map(is_unique, targets_of(ask.conditions()))) or any(one.type == "csi" for one in (ask.group.volumes or {}).values())


def _words(ask: Ask, able: Node, unable: Node) -> str:
    return (f"Nomad's scheduler takes nodes {able.name} and {unable.name} for equal, and only the first has the network of group "
            f'"{ask.name}": whether the group is placed, and on a node that can start it, is chance')


def _class_of(node: Node) -> Hashable:
    """Node.ComputeClass"""
    return (
        node.datacenter, node.node_class, node.node_pool,
        frozenset(item for item in node.attributes.items() if not item[0].startswith(UNIQUE)),
        frozenset(item for item in node.meta.items() if not item[0].startswith(UNIQUE)),
        tuple((group.vendor, group.type, group.name, frozenset(group.attributes.items())) for group in node.device_groups),
    )
