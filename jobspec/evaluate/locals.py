"""Local values (jobspec2/types.config.go parseLocalVariables, evaluateLocalVariables)."""

from __future__ import annotations

from jobspec.diagnostics import Diagnostic, Related, Span
from jobspec.evaluate.expressions import evaluate_safely
from jobspec.evaluate.references import referenced_names
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.values import Value, object_of
from jobspec.hcl.content import just_attributes
from jobspec.hcl.syntax import Attribute, Block


def collect_locals(blocks: list[Block], diagnostics: list[Diagnostic]) -> list[Attribute]:
    """The attributes of all `locals` blocks. A name may come twice; the last one that is evaluated counts, as in Nomad."""
    found: list[Attribute] = []
    for block in blocks:
        if block.type == "locals":
            found.extend(just_attributes(block.body, diagnostics).values())
    return found


def evaluate_locals(attributes: list[Attribute], scope: Scope, diagnostics: list[Diagnostic]) -> None:
    """Evaluate the locals into `scope`, whose variables must hold `local`.

    They may use each other in any order: one that fails is tried again while others still succeed. What fails in the end is
    an error; those that only fail because of another are not mentioned, and a cycle is reported once.
    """
    assert scope.variables is not None
    values: dict[str, Value] = {}
    waiting = attributes
    problems: dict[str, list[Diagnostic]] = {}
    while waiting:
        failed: list[Attribute] = []
        problems = {}
        for attribute in waiting:
            own: list[Diagnostic] = []
            value = evaluate_safely(attribute.expression, scope, own)
            if own:
                failed.append(attribute)
                problems[attribute.name] = own
            else:
                values[attribute.name] = value
                scope.variables["local"] = object_of(values)
        if len(failed) == len(waiting):
            break
        waiting = failed
    if waiting:
        _report(waiting, problems, scope, diagnostics)


def _report(failed: list[Attribute], problems: dict[str, list[Diagnostic]], scope: Scope, diagnostics: list[Diagnostic]) -> None:
    names = {attribute.name for attribute in failed}
    uses = {attribute.name: referenced_names(attribute.expression, scope.source, "local") & names for attribute in failed}
    independent = [attribute for attribute in failed if not uses[attribute.name]]
    for attribute in independent:
        diagnostics.extend(problems[attribute.name])
    if independent:
        return
    cycle = _cycle(failed[0].name, uses)
    places = {attribute.name: attribute for attribute in failed}
    start = next(attribute for attribute in failed if attribute.name in cycle)
    position = cycle.index(start.name)
    order = cycle[position:] + cycle[:position]
    first = problems[start.name][0]
    if len(order) == 1:
        message = f"local.{start.name} refers to itself"
    else:
        message = "these locals need each other: " + " → ".join(f"local.{name}" for name in (*order, start.name))
    related = tuple(
        Related(Span(scope.source, places[name].start, places[name].name_end), f"local.{name} is defined here") for name in order
    )
    diagnostics.append(Diagnostic(code="HCL440", severity=first.severity, message=message, span=first.span, related=related,
                                  help="Let one of them not use the others.", nomad=True, nomad_message=first.nomad_message))


def _cycle(start: str, uses: dict[str, set[str]]) -> list[str]:
    """Names that lead back to their first, found by following the first use of each; every name uses another."""
    path: list[str] = []
    name = start
    while name not in path:
        path.append(name)
        name = min(uses[name])
    return path[path.index(name):]
