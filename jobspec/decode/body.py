"""A body and a model class to an instance (gohcl decode.go decodeBodyToStruct). Nothing here knows any particular model."""

from __future__ import annotations

from jobspec.decode.free import decode_free, decode_texts
from jobspec.decode.literals import ABSENT
from jobspec.decode.origins import origin_of
from jobspec.decode.plan import BlockPlan, Plan, plan_of
from jobspec.decode.run import Fields, Run
from jobspec.evaluate.dynamic import expand_dynamic
from jobspec.evaluate.scope import Scope
from jobspec.hcl.content import BodySchema, content
from jobspec.hcl.structure import Attribute, Block
from jobspec.models.base import Model

#: A block and the scope that its body is evaluated in: that of the iteration for generated ones.
ScopedBlock = tuple[Block, Scope]


def decode_block(block: Block, model: type[Model], scope: Scope, run: Run) -> Model:
    """The instance that a block describes. After errors it holds what could be decoded, defaults for the rest."""
    decoder = run.decoders.get(model)
    if decoder is not None:
        return decoder(block, scope, run)
    return make_instance(model, decode_fields(block, plan_of(model), scope, run), run)


def make_instance(model: type[Model], fields: Fields, run: Run) -> Model:
    """An instance with the fields as completed for its class."""
    finish = run.finishes.get(model)
    if finish is not None:
        finish(fields)
    return model(**fields)  # type: ignore[arg-type]


def decode_fields(block: Block, plan: Plan, scope: Scope, run: Run) -> Fields:
    """Attributes, blocks and labels of a block as keyword arguments of the plan's model, `origin` included."""
    found = content(block.body, plan.schema, run.diagnostics)
    blocks = found.blocks
    fields: Fields = {"origin": origin_of(block, found.attributes, blocks)}
    decode_attributes(found.attributes, plan, scope, run, fields)
    if blocks:
        decode_blocks(scoped_blocks(blocks, plan.schema, scope, run), plan, run, fields)
    for field, label in zip(plan.labels, block.labels, strict=False):
        fields[field] = label.value
    return fields


def decode_attributes(attributes: dict[str, Attribute], plan: Plan, scope: Scope, run: Run, fields: Fields) -> None:
    """Decode the attributes that the plan knows into `fields`."""
    known = plan.attributes
    for name, attribute in attributes.items():
        entry = known.get(name)
        if entry is not None:
            value = entry[1](name, attribute.expression, scope, run)
            if value is not ABSENT:
                fields[entry[0]] = value


def scoped_blocks(blocks: list[Block], schema: BodySchema, scope: Scope, run: Run, partial: bool = False,
                  hidden: frozenset[str] = frozenset()) -> list[ScopedBlock]:
    """Blocks with dynamic ones replaced by what they generate (ext/dynblock expandBlocks). `hidden` types are left out."""
    found: list[ScopedBlock] = []
    for block in blocks:
        if block.type == "dynamic":
            if block.labels[0].value not in hidden and not run.exhausted(block):
                generated = expand_dynamic(block, schema, scope, run.diagnostics, partial)
                run.generated += len(generated)
                found.extend(generated)
        elif block.type not in hidden:
            found.append((block, scope))
    return found


def decode_blocks(blocks: list[ScopedBlock], plan: Plan, run: Run, fields: Fields) -> None:
    """Decode nested blocks into `fields`, in the order of the file."""
    by_type: dict[str, list[ScopedBlock]] = {}
    for scoped in blocks:
        type = scoped[0].type
        same = by_type.get(type)
        if same is None:
            by_type[type] = [scoped]
        else:
            same.append(scoped)
    known = plan.blocks
    for type, same in by_type.items():
        entry = known.get(type)
        if entry is None:
            continue
        if entry.many:
            model = entry.model
            assert model is not None
            fields[entry.field] = tuple([decode_block(block, model, scope, run) for block, scope in same])
        elif entry.by_label:
            model = entry.model
            assert model is not None
            fields[entry.field] = {block.labels[0].value: decode_block(block, model, scope, run) for block, scope in same}
        elif len(same) > 1:
            _refuse_second(same[0][0], same[1][0], run)
        else:
            fields[entry.field] = _single(same[0], entry, run)


def _single(scoped: ScopedBlock, entry: BlockPlan, run: Run) -> object:
    block, scope = scoped
    if entry.model is not None:
        return decode_block(block, entry.model, scope, run)
    if entry.texts is not None:
        return decode_texts(block.body, entry.texts, scope, run)
    return decode_free(block.body, scope, run)


def _refuse_second(first: Block, second: Block, run: Run) -> None:
    type = second.type
    run.refuse_second("HCL210", second, (first.definition_start, first.header_end), f'there is a second "{type}" block',
                      f"Duplicate {type} block", f"Only one {type} block is allowed. Another was defined at {{}}.")
