"""What nodes must or should be like: constraints, affinities, spreads."""

from typing import Annotated

from jobspec.models import fields as hcl
from jobspec.models.base import Model


class Affinity(Model, frozen=True, kw_only=True, eq=False):
    """A preference for nodes: `affinity { … }`."""

    attribute: Annotated[str, hcl.attribute(
        "attribute", "LTarget", "string", "Left side of the comparison, for example ${node.datacenter}.")] = ""
    value: Annotated[str, hcl.attribute(
        "value", "RTarget", "string", "Right side of the comparison.")] = ""
    operator: Annotated[str, hcl.attribute(
        "operator", "Operand", "string",
        "How the sides are compared, for example =, !=, >, version, regexp, set_contains; default =.")] = ""
    weight: Annotated[int | None, hcl.attribute(
        "weight", "Weight", "int8", "Strength from -100 (avoid) to 100 (prefer), not 0; default 50.")] = None


class Constraint(Model, frozen=True, kw_only=True, eq=False):
    """A condition that nodes must meet: `constraint { … }`."""

    attribute: Annotated[str, hcl.attribute(
        "attribute", "LTarget", "string", "Left side of the comparison, for example ${attr.kernel.name}.")] = ""
    value: Annotated[str, hcl.attribute(
        "value", "RTarget", "string", "Right side of the comparison.")] = ""
    operator: Annotated[str, hcl.attribute(
        "operator", "Operand", "string",
        "How the sides are compared, for example =, !=, >, version, regexp, set_contains, distinct_hosts; default =.")] = ""


class SpreadTarget(Model, frozen=True, kw_only=True, eq=False):
    """The share of one value in a spread: `spread { target "VALUE" { … } }`."""

    value: Annotated[str, hcl.label(
        "", "Value", "The value of the attribute.")] = ""
    percent: Annotated[int, hcl.attribute(
        "percent", "Percent", "uint8", "Share of the allocations in percent.")] = 0


class Spread(Model, frozen=True, kw_only=True, eq=False):
    """Distribution of allocations over the values of an attribute: `spread { … }`."""

    attribute: Annotated[str, hcl.attribute(
        "attribute", "Attribute", "string", "Attribute over whose values allocations are distributed.")] = ""
    weight: Annotated[int | None, hcl.attribute(
        "weight", "Weight", "int8", "Strength beside other spreads, 0 to 100; default 50.")] = None
    spread_target: Annotated[tuple[SpreadTarget, ...] | None, hcl.blocks(
        "target", "SpreadTarget", "list(SpreadTarget)", "Shares of single values; without any, all values get the same.")] = None
