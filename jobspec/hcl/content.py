"""Reading a body under a schema: which attributes and blocks it holds, and what does not belong there.

Native bodies follow hclsyntax/structure.go, JSON bodies json/structure.go (see `jobspec.hcl.json_content`).
"""

from __future__ import annotations

from collections.abc import Callable

from jobspec.diagnostics import Diagnostic, Fix, Severity, Span
from jobspec.hcl.corrections import rename
from jobspec.hcl.structure import Attribute, Block, Body
from jobspec.hcl.suggestion import name_suggestion

_NOTHING: frozenset[str] = frozenset()


class AttributeSchema:
    """An argument that a body may hold."""

    __slots__ = ("name", "required")

    def __init__(self, name: str, required: bool = False) -> None:
        self.name = name
        self.required = required


class BlockSchema:
    """A block type that a body may hold, and what its labels are called."""

    __slots__ = ("label_names", "type")

    def __init__(self, type: str, label_names: tuple[str, ...] = ()) -> None:
        self.type = type
        self.label_names = label_names


class BodySchema:
    """What a body may hold (hcl.BodySchema). Build it once per model and keep it.

    `home_of`: where something of a name belongs that the body does not take, as advice.
    """

    __slots__ = ("attribute_names", "attributes", "block_types", "blocks", "home_of", "required")

    def __init__(self, attributes: tuple[AttributeSchema, ...] = (), blocks: tuple[BlockSchema, ...] = (),
                 home_of: Callable[[str], str | None] | None = None) -> None:
        self.home_of = home_of
        self.attributes = attributes
        self.blocks = blocks
        self.attribute_names: frozenset[str] = frozenset(a.name for a in attributes)
        self.block_types: dict[str, BlockSchema] = {b.type: b for b in blocks}
        self.required: tuple[str, ...] = tuple(a.name for a in attributes if a.required)


class RemainingBody(Body):
    """A body without the items that a partial reading has already taken. The containers are those of the whole body."""

    __slots__ = ("hidden_attributes", "hidden_blocks")

    def __init__(self, body: Body, hidden_attributes: frozenset[str], hidden_blocks: frozenset[str]) -> None:
        super().__init__(body.start, body.end, body.source, body.attributes, body.blocks)
        self.hidden_attributes = hidden_attributes
        self.hidden_blocks = hidden_blocks


class BodyContent:
    """What a schema found in a body. `remaining` is what is left, after a partial reading only.

    `missing_item` is the offset at which something missing is reported. The containers may be those of the tree
    itself: read, do not change them.
    """

    __slots__ = ("attributes", "blocks", "missing_item", "remaining")

    def __init__(self, attributes: dict[str, Attribute], blocks: list[Block], missing_item: int, remaining: Body | None) -> None:
        self.attributes = attributes
        self.blocks = blocks
        self.missing_item = missing_item
        self.remaining = remaining


def content(body: Body, schema: BodySchema, diagnostics: list[Diagnostic], partial: bool = False) -> BodyContent:
    """Pick from `body` what `schema` names (hcl.Body Content; PartialContent when `partial`).

    Problems are appended to `diagnostics` in Nomad's order; where that is random (unknown arguments), by position.
    """
    if type(body) is Body:
        hidden_attributes = hidden_blocks = _NOTHING
    elif isinstance(body, RemainingBody):
        hidden_attributes, hidden_blocks = body.hidden_attributes, body.hidden_blocks
    else:
        from jobspec.hcl.json_content import json_content

        return json_content(body, schema, diagnostics, partial)

    names = schema.attribute_names
    attributes = body.attributes
    for name in schema.required:
        if name not in attributes or name in hidden_attributes:
            diagnostics.append(missing_argument(body, name))
    if hidden_attributes or not names.issuperset(attributes):
        attributes = {name: a for name, a in attributes.items() if name in names and name not in hidden_attributes}

    blocks = body.blocks
    if blocks:
        blocks = _matching_blocks(body, schema, hidden_blocks, diagnostics)

    if partial:
        remaining = RemainingBody(body, hidden_attributes.union(attributes), hidden_blocks.union(schema.block_types))
        return BodyContent(attributes, blocks, body.missing_item, remaining)

    if len(attributes) != len(body.attributes):
        for name, attribute in body.attributes.items():
            if name not in attributes and name not in hidden_attributes:
                diagnostics.append(_unsupported_argument(body, schema, attribute, attributes))
    if len(blocks) != len(body.blocks):
        types = schema.block_types
        for block in body.blocks:
            if block.type not in types and block.type not in hidden_blocks:
                diagnostics.append(_unsupported_block(body, schema, block))
    return BodyContent(attributes, blocks, body.missing_item, None)


def just_attributes(body: Body, diagnostics: list[Diagnostic]) -> dict[str, Attribute]:
    """Every attribute of a body that may hold nothing else (hcl.Body JustAttributes). Do not change the result."""
    if type(body) is Body:
        hidden = _NOTHING
    elif isinstance(body, RemainingBody):
        hidden = body.hidden_attributes
    else:
        from jobspec.hcl.json_content import json_just_attributes

        return json_just_attributes(body, diagnostics)
    if body.blocks:
        block = body.blocks[0]
        diagnostics.append(problem(
            body, "HCL206", block.start, block.type_end, f'a block "{block.type}" stands where only arguments may stand',
            f'Unexpected "{block.type}" block; Blocks are not allowed here.',
            help=f"to set an argument, write `{block.type} = …` with an equals sign",
        ))
    if hidden:
        return {name: a for name, a in body.attributes.items() if name not in hidden}
    return body.attributes


def problem(body: Body, code: str, start: int, end: int, message: str, nomad_message: str, help: str | None = None,
            fix: Fix | None = None) -> Diagnostic:
    """An error that Nomad reports too, somewhere in the source of `body`."""
    return Diagnostic(code=code, severity=Severity.ERROR, message=message, span=Span(body.source, start, end), help=help, fix=fix,
                      nomad=True, nomad_message=nomad_message)


def missing_argument(body: Body, name: str) -> Diagnostic:
    """A required argument that is not there."""
    at = body.missing_item
    return problem(body, "HCL203", at, at, f'the argument "{name}" is required here and is not set',
                   f'Missing required argument; The argument "{name}" is required, but no definition was found.',
                   help=f"add `{name} = …`")


def _matching_blocks(body: Body, schema: BodySchema, hidden: frozenset[str], diagnostics: list[Diagnostic]) -> list[Block]:
    types = schema.block_types
    found: list[Block] = []
    for block in body.blocks:
        wanted = types.get(block.type)
        if wanted is None or block.type in hidden:
            continue
        if len(block.labels) == len(wanted.label_names):
            found.append(block)
        else:
            diagnostics.append(_wrong_labels(body, block, wanted))
    return found if len(found) != len(body.blocks) else body.blocks


def _wrong_labels(body: Body, block: Block, wanted: BlockSchema) -> Diagnostic:
    names, kind = wanted.label_names, block.type
    listed = ", ".join(names)
    shape = " ".join(f'"{name.upper()}"' for name in names)
    if len(block.labels) < len(names):
        missing = names[len(block.labels)]
        return problem(
            body, "HCL205", block.open, block.open + 1, f'this "{kind}" block lacks its label ({missing})',
            f"Missing {missing} for {kind}; All {kind} blocks must have {len(names)} labels ({listed}).",
            help=f"write `{kind} {shape} {{`",
        )
    label = block.labels[len(names)]
    if not names:
        return problem(body, "HCL204", label.start, label.end, f'"{kind}" blocks have no label, this one has "{label.value}"',
                       f"Extraneous label for {kind}; No labels are expected for {kind} blocks.", help="remove the label")
    return problem(
        body, "HCL204", label.start, label.end, f'"{label.value}" is one label too many: "{kind}" blocks have {len(names)} ({listed})',
        f"Extraneous label for {kind}; Only {len(names)} labels ({listed}) are expected for {kind} blocks.", help="remove the label",
    )


def _unsupported_argument(body: Body, schema: BodySchema, attribute: Attribute, found: dict[str, Attribute]) -> Diagnostic:
    name = attribute.name
    help: str | None = None
    words = ""
    home = None if name in schema.block_types or schema.home_of is None else schema.home_of(name)
    near = name_suggestion(name, (a.name for a in schema.attributes if a.name not in found))
    if near is not None:
        words = f' Did you mean "{near}"?'
        help = f'did you mean "{near}"?'
    elif name in schema.block_types:
        words = f' Did you mean to define a block of type "{name}"?'
        help = f'"{name}" is a block here: write `{name} {{ … }}` without an equals sign'
    else:
        near = name_suggestion(name, schema.block_types)
        if near is not None:
            help = f"did you mean the block `{near} {{ … }}`?"
    fix = None
    if home is None:
        fix = rename(body.source, attribute.start, attribute.name_end, (a.name for a in schema.attributes if a.name not in found))
    return problem(body, "HCL201", attribute.start, attribute.name_end, f'no argument is named "{name}" here',
                   f'Unsupported argument; An argument named "{name}" is not expected here.{words}', help=home or help, fix=fix)


def _unsupported_block(body: Body, schema: BodySchema, block: Block) -> Diagnostic:
    kind = block.type
    help: str | None = None
    words = ""
    home = None if kind in schema.attribute_names or schema.home_of is None else schema.home_of(kind)
    near = name_suggestion(kind, (b.type for b in schema.blocks))
    if near is not None:
        words = f' Did you mean "{near}"?'
        help = f'did you mean "{near}"?'
    elif kind in schema.attribute_names:
        words = f' Did you mean to define argument "{kind}"? If so, use the equals sign to assign it a value.'
        help = f'"{kind}" is an argument here: write `{kind} = …` with an equals sign'
    else:
        near = name_suggestion(kind, (a.name for a in schema.attributes))
        if near is not None:
            help = f"did you mean the argument `{near} = …`?"
    return problem(body, "HCL202", block.start, block.type_end, f'no block of type "{kind}" belongs here',
                   f'Unsupported block type; Blocks of type "{kind}" are not expected here.{words}', help=home or help,
                   fix=rename(body.source, block.start, block.type_end, schema.block_types) if home is None else None)
