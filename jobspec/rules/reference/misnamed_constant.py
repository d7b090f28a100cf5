"""ENV107: variables and locals that a slip puts out of reach."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from msgspec.structs import replace

from jobspec.diagnostics import Fix
from jobspec.hcl.syntax import GetAttribute, ScopeTraversal
from jobspec.models.job_job import Job
from jobspec.rules.context import Context
from jobspec.rules.reference.tree import Node, misnamed_in, tree_of
from jobspec.rules.rule import Findings, Rule
from jobspec.rules.suggest import renaming

#: What people write for the two roots.
_OTHER_NAMES: Final = {"vars": "var", "variable": "var", "variables": "var", "locals": "local", "loc": "local"}
#: Roots that the client fills in, and what names of services may hold (structs.Service.Canonicalize).
_RUNTIME: Final = frozenset(("attr", "node", "meta", "env", "device", "secret", "JOB", "TASKGROUP", "TASK", "BASE", "CSI_ENDPOINT"))
_NEAR: Final = 0.6


class MisnamedConstant(Rule):
    """A reference that should name a variable or a local and does not.

    ## What it finds
    A reference whose root is nearly `var` or `local` (`vars.x`, `locals.x`); one to a declared variable or local without its root; and a
    bare word where a text was meant.

    ## Why it matters
    Nomad takes every reference that it does not know for one that the client will fill in, and leaves its text: `vars.image` is
    the text `${vars.image}`, and nobody says so until the task fails.

    ## Example
        variable "image" {
          default = "web:1"
        }
        job "web" {
          group "app" {
            task "web" {
              driver = "docker"
              config {
                image = vars.image
              }
            }
          }
        }

    ## Use instead
        variable "image" {
          default = "web:1"
        }
        job "web" {
          group "app" {
            task "web" {
              driver = "docker"
              config {
                image = var.image
              }
            }
          }
        }
    """

    code = "ENV107"
    name = "misnamed-constant"
    scope = "file"

    def check_job(self, job: Job, context: Context) -> Findings:
        """jobspec2/types.config.go EvalContext.UndefinedVariable."""
        tree = tree_of(context)
        if tree is None:
            return
        variables, constants = tree.file.variables, tree.file.locals
        misnamed = misnamed_in(context)
        environment = {name for group in job.task_groups or () for task in group.tasks or () for name in task.env or ()}
        for node in tree.nodes:
            reference = node.expression
            if not isinstance(reference, ScopeTraversal) or not node.is_runtime(reference, tree.scope_names):
                continue
            root = reference.root.name
            if root in _RUNTIME or root.startswith("NOMAD_"):
                continue
            if not reference.steps:
                if root not in environment:
                    declared = "var" if root in variables else "local" if root in constants else None
                    if declared is not None:
                        misnamed[root] = (declared, root)
                    yield from self._plain(reference, node, declared)
                continue
            step = reference.steps[0]
            if isinstance(step, GetAttribute):
                right = _root_for(root, step.name, variables.keys(), constants.keys())
                if right is not None:
                    misnamed[f"{root}.{step.name}"] = (right, step.name)
                    yield from self._rooted(reference, step, right, node)

    def _rooted(self, reference: ScopeTraversal, step: GetAttribute, right: str, node: Node) -> Findings:
        span = node.whole.span(reference.root.start, step.end)
        wrong = f"{reference.root.name}.{step.name}"
        yield self.at(
            span,
            f'"{reference.root.name}" is nothing that Nomad knows: {wrong} stays the text "${{{wrong}}}"',
            help=f'did you mean "{right}.{step.name}"?',
            fix=_with_changes(renaming(span, wrong, f"{right}.{step.name}"), node),
        )

    def _plain(self, reference: ScopeTraversal, node: Node, declared: str | None) -> Findings:
        name = reference.root.name
        span = node.whole.span(reference.root.start, reference.root.end)
        bare = node.whole.expression is reference
        if declared is not None:
            fix = renaming(span, name, f"{declared}.{name}")
            what = "variable" if declared == "var" else "local"
            yield self.at(
                span,
                f'this is the text "${{{name}}}", not the {what} "{name}"',
                help=f"did you mean {declared}.{name}?",
                fix=_with_changes(None if fix is None else replace(fix, safe=bare), node),
            )
        elif bare:
            constant = name.lower() in ("true", "false", "null")
            yield self.at(
                span,
                f'a bare word is a reference: this is the text "${{{name}}}"',
                help=f"did you mean {name.lower()}, in small letters?" if constant else f'did you mean "{name}", in quotes?',
                fix=_with_changes(renaming(span, name, name.lower() if constant else f'"{name}"'), node),
            )


def _with_changes(fix: Fix | None, node: Node) -> Fix | None:
    """The fix with the fields of the job that it may change: those of the attribute and of the block around it."""
    if fix is None:
        return None
    names = (node.whole.attribute, node.whole.block)
    return replace(fix, changes=tuple("".join(part.capitalize() for part in name.split("_")) for name in names))


def _root_for(root: str, name: str, variables: Collection[str], constants: Collection[str]) -> str | None:
    """The root that was meant by a wrong one, or None where it may be anything else, such as a shell's or a program's own."""
    from difflib import SequenceMatcher

    alias = _OTHER_NAMES.get(root.lower())
    for right, names in (("var", variables), ("local", constants)):
        if name in names and (alias is not None or SequenceMatcher(None, root.lower(), right).ratio() >= _NEAR):
            return right
    return alias if root in _OTHER_NAMES and not (variables or constants) else None
