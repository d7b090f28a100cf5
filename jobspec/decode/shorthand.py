"""Fields that a job file may set as an attribute where the schema has a block (hcl_conversions.go decodeAsAttribute)."""

from __future__ import annotations

from typing import Final

from jobspec.decode.attributes import attribute_decoder
from jobspec.decode.literals import ABSENT
from jobspec.decode.run import Run
from jobspec.evaluate.dynamic import expand_dynamic
from jobspec.evaluate.scope import Scope
from jobspec.hcl.content import AttributeSchema, BlockSchema, BodySchema, content
from jobspec.hcl.json_syntax import JsonBody
from jobspec.hcl.structure import Attribute, Block, Body

_decode_texts: Final = attribute_decoder("map(string)", False)


def decode_as_attribute(body: Body, name: str, scope: Scope, run: Run) -> dict[str, str] | None:
    """`env = { … }` and `meta = { … }`; None where the field is not written as an attribute, or is null."""
    attribute = _attribute(body, name)
    if attribute is None:
        return None
    for block in body.blocks:
        second = _of_type(block, name, scope)
        if second is not None:
            run.refuse_second("HCL210", second, (attribute.start, attribute.end), f'"{name}" is set as an attribute and as a block',
                              f"Duplicate {name} block",
                              f"{name} may not be defined more than once. Another definition is defined at {{}}.")
            return None
    value = _decode_texts(name, attribute.expression, scope, run)
    return {} if value is ABSENT else value  # type: ignore[return-value]


def _of_type(block: Block, name: str, scope: Scope) -> Block | None:
    """The block itself, or the first that it generates. What is wrong with it is reported when the rest of the body is read."""
    if block.type == name and not block.labels:
        return block
    if block.type == "dynamic" and len(block.labels) == 1 and block.labels[0].value == name:
        generated = expand_dynamic(block, BodySchema((), (BlockSchema(name),)), scope, [], partial=True)
        return generated[0][0] if generated else None
    return None


def _attribute(body: Body, name: str) -> Attribute | None:
    if not isinstance(body, JsonBody):
        return body.attributes.get(name)
    # Problems of the body as a whole are reported when the rest of it is read.
    return content(body, BodySchema((AttributeSchema(name),)), [], partial=True).attributes.get(name)
