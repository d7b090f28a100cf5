"""Reading a JSON value as a body under a schema (json/structure.go)."""

from __future__ import annotations

from jobspec.diagnostics import Diagnostic
from jobspec.hcl.content import BlockSchema, BodyContent, BodySchema, missing_argument, problem
from jobspec.hcl.json_syntax import JsonArray, JsonBlock, JsonBody, JsonMember, JsonNode, JsonNull, JsonObject
from jobspec.hcl.structure import Attribute, Block, Body, Label
from jobspec.hcl.suggestion import name_suggestion
from jobspec.hcl.syntax import JsonExpression

#: A property of this name is a comment.
_COMMENT = "//"


def json_content(body: Body, schema: BodySchema, diagnostics: list[Diagnostic], partial: bool) -> BodyContent:
    """Pick from a JSON body what `schema` names (json/structure.go body.Content, PartialContent)."""
    assert isinstance(body, JsonBody)
    hidden = body.hidden
    members = _deep_members(body, body.value, None, diagnostics)
    attributes: dict[str, Attribute] = {}
    blocks: list[Block] = []
    used: set[str] = set(hidden)
    for member in members:
        name = member.name
        if name in hidden:
            continue
        if name in schema.attribute_names:
            existing = attributes.get(name)
            if existing is not None:
                diagnostics.append(_already_set(body, member, existing, "Duplicate argument"))
                continue
            attributes[name] = _attribute(member)
            used.add(name)
        elif name in schema.block_types:
            _unpack_blocks(body, member, member.value, schema.block_types[name], [], blocks, diagnostics)
            used.add(name)
    for name in schema.required:
        if name not in attributes:
            diagnostics.append(missing_argument(body, name))
    if partial:
        return BodyContent(attributes, blocks, body.missing_item, JsonBody(body.source, body.value, frozenset(used)))

    unread = _deep_members(body, body.value, None, diagnostics)
    for member in unread:
        if member.name != _COMMENT and member.name not in used:
            diagnostics.append(_extraneous(body, schema, member, used))
    return BodyContent(attributes, blocks, body.missing_item, None)


def json_just_attributes(body: Body, diagnostics: list[Diagnostic]) -> dict[str, Attribute]:
    """Every property of an object as an attribute (json/structure.go body.JustAttributes)."""
    assert isinstance(body, JsonBody)
    attributes: dict[str, Attribute] = {}
    value = body.value
    if not isinstance(value, JsonObject):
        diagnostics.append(_wrong_type(body, value, "a JSON object is needed here, it sets the arguments of this block",
                                       "A JSON object is required here, setting the arguments for this block."))
        return attributes
    for member in value.members:
        name = member.name
        if name == _COMMENT or name in body.hidden:
            continue
        existing = attributes.get(name)
        if existing is not None:
            diagnostics.append(_already_set(body, member, existing, "Duplicate attribute definition"))
            continue
        attributes[name] = _attribute(member)
    return attributes


def _attribute(member: JsonMember) -> Attribute:
    value = member.value
    return Attribute(member.start, value.end, member.name, member.end, member.end,
                     JsonExpression(value.start, value.end, value))


def _unpack_blocks(body: JsonBody, member: JsonMember, value: JsonNode, wanted: BlockSchema, labels: list[Label],
                   blocks: list[Block], diagnostics: list[Diagnostic]) -> None:
    """Peel one object level off for each label, then take an object or an array of them (body.unpackBlock)."""
    if len(labels) < len(wanted.label_names):
        label_name = wanted.label_names[len(labels)]
        members = _deep_members(body, value, label_name, diagnostics)
        if not members:
            diagnostics.append(problem(
                body, "HCL205", value.start, _first_end(value),
                f'a property is needed here whose name is the label ({label_name}) of the "{member.name}" block',
                "Missing block label; At least one object property is required, "
                f"whose name represents the {member.name} block's {label_name}.",
            ))
        for inner in members:
            label = Label(inner.start, inner.end, inner.name, True)
            _unpack_blocks(body, member, inner.value, wanted, [*labels, label], blocks, diagnostics)
        return
    if isinstance(value, JsonNull):
        return
    if isinstance(value, JsonObject):
        blocks.append(JsonBlock(member.start, member.end, member.name, labels, JsonBody(body.source, value), value.start))
    elif isinstance(value, JsonArray):
        for item in value.values:
            blocks.append(JsonBlock(member.start, member.end, member.name, labels, JsonBody(body.source, item), value.start))
    else:
        diagnostics.append(_wrong_type(
            body, value, f'an object, or an array of objects, is needed here: the contents of "{member.name}" blocks',
            f'Either a JSON object or a JSON array is required, representing the contents of one or more "{member.name}" blocks.',
        ))


def _deep_members(body: JsonBody, value: JsonNode, label_name: str | None, diagnostics: list[Diagnostic]) -> list[JsonMember]:
    """The members of an object, or of all objects of an array (body.collectDeepAttrs)."""
    if isinstance(value, JsonObject):
        return value.members
    if isinstance(value, JsonNull):
        return []
    purpose = "to define arguments and child blocks" if label_name is None else f"to specify {label_name} labels for this block"
    ours = "it holds the arguments and blocks" if label_name is None else f"its property names are the labels ({label_name})"
    if not isinstance(value, JsonArray):
        diagnostics.append(_wrong_type(body, value, f"an object, or an array of objects, is needed here: {ours}",
                                       f"Either a JSON object or JSON array of objects is required here, {purpose}."))
        return []
    members: list[JsonMember] = []
    for item in value.values:
        if isinstance(item, JsonObject):
            members.extend(item.members)
        else:
            diagnostics.append(_wrong_type(body, item, f"a JSON object is needed here: {ours}",
                                           f"A JSON object is required here, {purpose}."))
    return members


def _first_end(value: JsonNode) -> int:
    """End of what HashiCorp calls the start range: the opening bracket, or a simple value as a whole."""
    return value.start + 1 if isinstance(value, (JsonObject, JsonArray)) else value.end


def _wrong_type(body: JsonBody, value: JsonNode, message: str, detail: str) -> Diagnostic:
    return problem(body, "HCL208", value.start, _first_end(value), message, f"Incorrect JSON value type; {detail}")


def _already_set(body: JsonBody, member: JsonMember, existing: Attribute, summary: str) -> Diagnostic:
    source = body.source
    place = f"{source.name}:{source.line_at(existing.start)},{source.column_at(existing.start)}"
    return problem(body, "HCL207", member.start, member.end,
                   f'the argument "{member.name}" is already set on line {source.line_at(existing.start)}',
                   f'{summary}; The argument "{member.name}" was already set at {place}.', help="keep one of the two")


def _extraneous(body: JsonBody, schema: BodySchema, member: JsonMember, used: set[str]) -> Diagnostic:
    names = [a.name for a in schema.attributes if a.name not in used]
    names.extend(b.type for b in schema.blocks)
    near = name_suggestion(member.name, names)
    words = "" if near is None else f' Did you mean "{near}"?'
    return problem(body, "HCL201", member.start, member.end, f'no argument or block is named "{member.name}" here',
                   f'Extraneous JSON object property; No argument or block type is named "{member.name}".{words}',
                   help=None if near is None else f'did you mean "{near}"?')
