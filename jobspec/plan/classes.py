"""Nodes that Nomad's scheduler takes for one class and that differ in their networks (nomad/structs/node_class.go, FeasibilityWrapper).

The scheduler checks one node of a class and believes the others to be like it; the class does not know of networks.
"""

from __future__ import annotations

from collections.abc import Hashable

from jobspec.models.node import Node
from jobspec.models.plan import Warning
from jobspec.plan.fleet import Fleet
from jobspec.plan.groups import Ask
from jobspec.plan.kinds import UNIQUE

_NETWORK = frozenset(("NODE201", "NODE202"))
_ELSEWHERE = frozenset(("NODE206", "NODE207", "NODE208"))


def class_warnings(fleet: Fleet, ask: Ask) -> list[Warning]:
    """One warning for each class in which only some nodes have the group's network.

    Groups with conditions on what is unique, or with CSI volumes, are checked node by node.
    """
    if ask.job.type in ("system", "sysbatch") or any(ask.unique_targets()) or _claims_volumes(ask):
        return []
    classes: dict[Hashable, dict[bool, Node]] = {}
    for kind, members in enumerate(fleet.kinds):
        node = fleet.nodes[members[0]]
        codes = {one.reason.code for one in fleet.findings(ask, kind).found}
        if node.attributes_known and not codes & _ELSEWHERE and not codes - _NETWORK:
            classes.setdefault(_class_of(node), {}).setdefault(not codes, node)
    return [Warning(code="NODE222", group=ask.name, node=has[False].name, message=_words(ask, has[True], has[False]))
            for has in classes.values() if len(has) == 2]


def _words(ask: Ask, able: Node, unable: Node) -> str:
    return (f"Nomad's scheduler takes nodes {able.name} and {unable.name} for equal, and only the first has the network of group "
            f'"{ask.name}": whether the group is placed, and on a node that can start it, is chance')


def _claims_volumes(ask: Ask) -> bool:
    return any(volume.type == "csi" for volume in (ask.group.volumes or {}).values())


def _class_of(node: Node) -> Hashable:
    """Node.ComputeClass"""
    return (
        node.datacenter, node.node_class, node.node_pool,
        frozenset(item for item in node.attributes.items() if not item[0].startswith(UNIQUE)),
        frozenset(item for item in node.meta.items() if not item[0].startswith(UNIQUE)),
        tuple((group.vendor, group.type, group.name, frozenset(group.attributes.items())) for group in node.device_groups),
    )
