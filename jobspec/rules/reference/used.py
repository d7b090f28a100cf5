"""Which variables and locals of a file its expressions use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from jobspec.evaluate.references import references
from jobspec.hcl.content import BlockSchema, BodySchema, content, just_attributes
from jobspec.hcl.structure import Block
from jobspec.hcl.syntax import GetAttribute, GetIndex, ScopeTraversal
from jobspec.rules.context import Context
from jobspec.rules.reference.tree import Tree, misnamed_in

_VALIDATION: Final = BodySchema((), (BlockSchema("validation"),))
#: Stands for every name: the whole object is used, or an element by a calculated name.
_ALL: Final = "*"


def unused_names(root: str, declared: Iterable[str], tree: Tree, context: Context) -> list[str]:
    """Those of the names declared below a root (`var`, `local`) that no expression of the file uses."""
    used = context.once(lambda: _used_names(tree, context), "used names")[root]
    return [] if _ALL in used else [name for name in declared if name not in used]


def _used_names(tree: Tree, context: Context) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {"var": set(), "local": set()}
    for node in tree.nodes:
        if isinstance(node.expression, ScopeTraversal):
            _note(node.expression, found)
    for block in tree.file.blocks:
        if block.type == "variable":
            for reference in _validation_references(block, tree):
                _note(reference, found)
    for root_meant, name in misnamed_in(context).values():
        found[root_meant].add(name)
    return found


def _note(reference: ScopeTraversal, found: dict[str, set[str]]) -> None:
    names = found.get(reference.root.name)
    if names is None:
        return
    match reference.steps[:1]:
        case [GetAttribute(name=name)]:
            names.add(name)
        case [GetIndex(key=str() as key)]:
            names.add(key)
        case _:
            names.add(_ALL)


def _validation_references(variable: Block, tree: Tree) -> Iterable[ScopeTraversal]:
    own = variable.labels[0].value
    for block in content(variable.body, _VALIDATION, [], partial=True).blocks:
        for attribute in just_attributes(block.body, []).values():
            for reference in references(attribute.expression, tree.file.source):
                match reference.steps[:1]:
                    case [GetAttribute(name=name)] if name == own:
                        continue
                    case _:
                        yield reference
