"""Both sides of a constraint, resolved on a node (scheduler/feasible, resolveTarget)."""

from __future__ import annotations

from jobspec.models.node import Node

_PLUGIN = "plugins.cni.version."
_PROPERTIES = {
    "${node.unique.id}": "id",
    "${node.datacenter}": "datacenter",
    "${node.unique.name}": "name",
    "${node.class}": "node_class",
    "${node.pool}": "node_pool",
}


def resolve(target: str, node: Node) -> str | None:
    """The value of a target: a literal is itself, None stands for what the node does not have."""
    if not target.startswith("${"):
        return target
    name = _PROPERTIES.get(target)
    if name is not None:
        value: str = getattr(node, name)
        return value
    if target.startswith("${attr."):
        return _attribute(_key(target, "${attr."), node)
    if target.startswith("${meta."):
        return node.meta.get(_key(target, "${meta."))
    return None


def fact_name(target: str) -> str | None:
    """The name under which a node keeps the origin of a target's value (`Node.origins`); None for literals and unknown targets."""
    if target in _PROPERTIES:
        return _PROPERTIES[target]
    if target.startswith("${attr."):
        return "attributes." + _key(target, "${attr.")
    if target.startswith("${meta."):
        return "meta." + _key(target, "${meta.")
    return None


def is_unknown(target: str, node: Node) -> bool:
    """Whether the value may exist though the node description lacks it: attributes are only known from Nomad's node JSON."""
    if not target.startswith("${attr.") or node.attributes_known:
        return False
    key = _key(target, "${attr.")
    if key.startswith(_PLUGIN) and node.cni_plugins is not None:
        return node.cni_plugins.get(key.removeprefix(_PLUGIN)) == ""
    return key not in node.attributes


def is_unique(target: str) -> bool:
    """Whether a target differs from node to node within one class (nomad/structs, constraintTargetEscapes)."""
    return target.startswith(("${unique.", "${node.unique.", "${attr.unique.", "${meta.unique."))


def _attribute(key: str, node: Node) -> str | None:
    """An attribute; the versions of CNI plugins also where only the plugins themselves are known."""
    value = node.attributes.get(key)
    if value is None and key.startswith(_PLUGIN) and not node.attributes_known:
        return (node.cni_plugins or {}).get(key.removeprefix(_PLUGIN)) or None
    return value


def _key(target: str, prefix: str) -> str:
    return target.removeprefix(prefix).removesuffix("}")
