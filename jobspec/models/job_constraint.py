"""TODO"""

from typing import Annotated

from jobspec.models import fields as hcl
from jobspec.models.base import Model


class Affinity(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    attribute: Annotated[str, hcl.attribute("attribute", "LTarget", "string")] = ""
    value: Annotated[str, hcl.attribute("value", "RTarget", "string")] = ""
    operator: Annotated[str, hcl.attribute("operator", "Operand", "string")] = ""
    weight: Annotated[int | None, hcl.attribute("weight", "Weight", "int8")] = None


class Constraint(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    attribute: Annotated[str, hcl.attribute("attribute", "LTarget", "string")] = ""
    value: Annotated[str, hcl.attribute("value", "RTarget", "string")] = ""
    operator: Annotated[str, hcl.attribute("operator", "Operand", "string")] = ""


class SpreadTarget(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    value: Annotated[str, hcl.label("", "Value")] = ""
    percent: Annotated[int, hcl.attribute("percent", "Percent", "uint8")] = 0


class Spread(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    attribute: Annotated[str, hcl.attribute("attribute", "Attribute", "string")] = ""
    weight: Annotated[int | None, hcl.attribute("weight", "Weight", "int8")] = None
    spread_target: Annotated[tuple[SpreadTarget, ...] | None, hcl.blocks("target", "SpreadTarget", "list(SpreadTarget)")] = None
