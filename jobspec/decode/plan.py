"""How one model class is decoded: made once from its field declarations, then only looked up (gohcl schema.go ImpliedBodySchema)."""

from __future__ import annotations

from typing import Final

from jobspec.decode.attributes import AttributeDecoder, attribute_decoder
from jobspec.hcl.content import AttributeSchema, BlockSchema, BodySchema
from jobspec.models.base import Model
from jobspec.models.fields import Field, fields_of, nested_models

#: Every body inside a job may hold dynamic blocks (ext/dynblock expandBody.extendSchema).
DYNAMIC_BLOCK: Final = BlockSchema("dynamic", ("type",))


class BlockPlan:
    """How blocks of one type end up in a field.

    `model`: the class of typed blocks; None for free ones, where `texts` decodes each value, or is None for any value.
    `many`: a list. `by_label`: a dict by the block's label.
    """

    __slots__ = ("by_label", "field", "many", "model", "texts")

    def __init__(self, field: str, model: type[Model] | None, many: bool, by_label: bool, texts: AttributeDecoder | None) -> None:
        self.field = field
        self.model = model
        self.many = many
        self.by_label = by_label
        self.texts = texts


class Plan:
    """`attributes`: HCL name to field and decoder. `blocks`: block type to its plan. `labels`: fields set by labels, in order.

    `schema` includes items of `hidden` types, which somebody else decodes.
    """

    __slots__ = ("attributes", "blocks", "labels", "model", "schema")

    def __init__(self, model: type[Model], attributes: dict[str, tuple[str, AttributeDecoder]], blocks: dict[str, BlockPlan],
                 labels: tuple[str, ...], schema: BodySchema) -> None:
        self.model = model
        self.attributes = attributes
        self.blocks = blocks
        self.labels = labels
        self.schema = schema


def plan_of(model: type[Model]) -> Plan:
    """The plan of a model class."""
    plan = _PLANS.get(model)
    if plan is None:
        plan = _PLANS[model] = make_plan(model)
    return plan


def make_plan(model: type[Model], hidden_attributes: tuple[str, ...] = (), hidden_blocks: tuple[BlockSchema, ...] = ()) -> Plan:
    """A plan that knows of, but leaves alone, some attributes and blocks which were decoded before (Body.PartialContent)."""
    attributes: dict[str, tuple[str, AttributeDecoder]] = {}
    blocks: dict[str, BlockPlan] = {}
    required: set[str] = set()
    elsewhere = {schema.type for schema in hidden_blocks}
    nested = nested_models(model)
    defaults = absent_values(model)
    for name, field in fields_of(model).items():
        if field.kind == "attribute":
            attributes[field.hcl] = (name, attribute_decoder(field.type, defaults[name] is None))
            if field.required:
                required.add(field.hcl)
        elif field.kind in ("block", "blocks", "blocks by label") and field.hcl not in elsewhere:
            blocks[field.hcl] = _block_plan(name, field, nested.get(name))
    schema = BodySchema(
        tuple(AttributeSchema(name, name in required) for name in sorted({*attributes, *hidden_attributes})),
        (*(BlockSchema(type, _label_names(blocks[type])) for type in sorted(blocks)), DYNAMIC_BLOCK, *hidden_blocks),
        _home_of,
    )
    return Plan(model, attributes, blocks, labels_of(model), schema)


def _home_of(name: str) -> str | None:
    from jobspec.decode.homes import home_of  # which knows the models, and is for mistakes only

    return home_of(name)


def labels_of(model: type[Model]) -> tuple[str, ...]:
    """The fields that a block's labels set."""
    return tuple(name for name, field in fields_of(model).items() if field.kind == "label")


def absent_values(model: type[Model]) -> dict[str, object]:
    """What each field of a model holds when nothing sets it."""
    return dict(zip(model.__struct_fields__[-len(model.__struct_defaults__):], model.__struct_defaults__, strict=True))


def _block_plan(name: str, field: Field, model: type | None) -> BlockPlan:
    if field.kind == "blocks by label":
        if model is not None:
            return BlockPlan(name, model, False, True, None)
        element = field.type[4:-1]
        return BlockPlan(name, None, False, False, None if element == "any" else attribute_decoder(element, False))
    if model is None:
        raise ValueError(f"{name} is a block without a model")
    return BlockPlan(name, model, field.kind == "blocks", False, None)


def _label_names(plan: BlockPlan) -> tuple[str, ...]:
    if plan.model is None:
        return ()
    return tuple(field.hcl for field in fields_of(plan.model).values() if field.kind == "label")


_PLANS: Final[dict[type[Model], Plan]] = {}
