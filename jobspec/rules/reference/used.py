"""Which variables and locals of a file its expressions use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, cast

from jobspec.evaluate.references import references
from jobspec.hcl.syntax import Block, GetAttribute, GetIndex, ScopeTraversal
from jobspec.rules.context import Context
from jobspec.rules.reference.tree import Tree, misnamed_in

#: Stands for every name: the whole object is used, or an element by a calculated name.
ALL: Final = "*"


def used_names(tree: Tree, root: str, context: Context) -> set[str]:
    """The names used below a root; `*` where the whole of it is used, or an element by a calculated name."""
    kept = cast("dict[str, set[str]] | None", context.memory.get("used names"))
    if kept is None:
        kept = {"var": set(), "local": set()}
        for node in tree.nodes:
            if isinstance(node.expression, ScopeTraversal):
                _note(node.expression, kept)
        for block in tree.file.blocks:
            if block.type == "variable":
                for reference in _validation_references(block, tree):
                    _note(reference, kept)
        for root_meant, name in misnamed_in(context).values():
            kept[root_meant].add(name)
        context.memory["used names"] = kept
    return kept[root]


def _note(reference: ScopeTraversal, kept: dict[str, set[str]]) -> None:
    names = kept.get(reference.root.name)
    if names is None:
        return
    match reference.steps[:1]:
        case [GetAttribute(name=name)]:
            names.add(name)
        case [GetIndex(key=str() as key)]:
            names.add(key)
        case _:
            names.add(ALL)


def _validation_references(variable: Block, tree: Tree) -> Iterable[ScopeTraversal]:
    own = variable.labels[0].value
    for block in variable.body.blocks:
        for attribute in block.body.attributes.values():
            for reference in references(attribute.expression, tree.file.source):
                match reference.steps[:1]:
                    case [GetAttribute(name=name)] if name == own:
                        continue
                    case _:
                        yield reference
