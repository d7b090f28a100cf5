"""What `${…}` stands for inside of an allocation (client/taskenv TaskEnv): variables and facts of the node."""

from __future__ import annotations

import msgspec

from jobspec.models.node import Node
from jobspec.models.variables import interpolated
from jobspec.plan.tasks.names import unknown


class Known(msgspec.Struct, frozen=True):
    """taskenv.TaskEnv: `variables` with their final names, and `node` with the names that interpolation knows (`attr.kernel.name`).

    `uncertain` are variables whose value is left to chance; `templates` says of templates why the variables they become are not known.
    """

    variables: dict[str, str]
    node: dict[str, str]
    uncertain: frozenset[str] = frozenset()
    templates: dict[str, str] = {}

    def filled(self, text: str) -> str:
        """TaskEnv.ReplaceEnv: every reference by its value; what is not known stays as it is."""
        return interpolated(text, self.variables, self.node)

    def filled_all(self, texts: tuple[str, ...] | None) -> tuple[str, ...]:
        """TaskEnv.ParseAndReplace"""
        return tuple(self.filled(text) for text in texts or ())


def node_values(node: Node) -> dict[str, str]:
    """Builder.setNode: what can be asked of a node. An id that the node description does not hold is marked as unknown."""
    values = {"node.region": node.region} if node.region else {}
    values["node.unique.id"] = node.id or unknown("node id")
    values["node.unique.name"] = node.name
    values["node.class"] = node.node_class
    values["node.datacenter"] = node.datacenter
    values["node.pool"] = node.node_pool
    values.update((f"attr.{name}", value) for name, value in node.attributes.items())
    values.update((f"meta.{name}", value) for name, value in node.meta.items())
    return values
