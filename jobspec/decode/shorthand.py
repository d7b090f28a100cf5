"""Fields that a job file may set as an attribute where the schema has a block (hcl_conversions.go decodeAsAttribute)."""

from __future__ import annotations

from typing import Final

from jobspec.decode.attributes import attribute_decoder
from jobspec.decode.literals import ABSENT
from jobspec.decode.run import Run
from jobspec.evaluate.scope import Scope
from jobspec.hcl.content import AttributeSchema, BodySchema, content
from jobspec.hcl.json_syntax import JsonBody
from jobspec.hcl.syntax import Attribute, Body

_decode_texts: Final = attribute_decoder("map(string)", False)


def decode_as_attribute(body: Body, name: str, scope: Scope, run: Run) -> dict[str, str] | None:
    """`env = { … }` and `meta = { … }`; None where the field is not written as an attribute, or is null."""
    attribute = _attribute(body, name)
    if attribute is None:
        return None
    for block in body.blocks:
        if block.type == name and not block.labels:
            run.refuse_second("HCL210", block, (attribute.start, attribute.end), f'"{name}" is set as an attribute and as a block',
                              f"Duplicate {name} block",
                              f"{name} may not be defined more than once. Another definition is defined at {{}}.")
            return None
    value = _decode_texts(name, attribute.expression, scope, run)
    return {} if value is ABSENT else value  # type: ignore[return-value]


def _attribute(body: Body, name: str) -> Attribute | None:
    if not isinstance(body, JsonBody):
        return body.attributes.get(name)
    # Problems of the body as a whole are reported when the rest of it is read.
    return content(body, BodySchema((AttributeSchema(name),)), [], partial=True).attributes.get(name)
