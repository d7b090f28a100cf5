"""Local values (jobspec2/types.config.go parseLocalVariables, evaluateLocalVariables)."""

from __future__ import annotations

from collections import deque
from typing import Final

from jobspec.diagnostics import Diagnostic, Related, Span
from jobspec.evaluate.expressions import evaluate_safely
from jobspec.evaluate.references import referenced_names
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.values import Value, object_of
from jobspec.hcl.content import just_attributes
from jobspec.hcl.structure import Attribute, Block

# How often Nomad tries again once none of the locals that are left can be evaluated.
RETRIES: Final = 100


class Definitions:
    """The locals of a file. `ordered`: their order is Nomad's, too, which takes the attributes of one block in random order."""

    __slots__ = ("attributes", "ordered")

    def __init__(self) -> None:
        self.attributes: list[Attribute] = []
        self.ordered = True


def collect_locals(blocks: list[Block], diagnostics: list[Diagnostic]) -> Definitions:
    """The attributes of all `locals` blocks. A name may come twice; the last one that is evaluated counts, as in Nomad."""
    found = Definitions()
    for block in blocks:
        if block.type == "locals":
            attributes = just_attributes(block.body, diagnostics).values()
            found.attributes.extend(attributes)
            found.ordered = found.ordered and len(attributes) < 2
    return found


def evaluate_locals(definitions: Definitions, scope: Scope, diagnostics: list[Diagnostic]) -> None:
    """Evaluate the locals into `scope`, whose variables must hold `local`.

    They may use each other in any order: one that fails is tried again while others still succeed. What fails in the end is
    an error; those that only fail because of another are not mentioned, and a cycle is reported once. Nomad reports only the
    one that its last try was for: that one comes first where its order is known.
    """
    assert scope.variables is not None
    values: dict[str, Value] = {}
    waiting = deque(definitions.attributes)
    problems: dict[Attribute, list[Diagnostic]] = {}
    failures = retries = before = 0
    while waiting and failures < len(waiting):
        attribute = waiting.popleft()
        own: list[Diagnostic] = []
        value = evaluate_safely(attribute.expression, scope, own)
        if not own:
            values[attribute.name] = value
            scope.variables["local"] = object_of(values)
            problems.pop(attribute, None)
            failures = retries = 0
            continue
        waiting.append(attribute)
        problems[attribute] = own
        retries += len(waiting) == before
        before = len(waiting)
        failures += 1
    if waiting:
        last = waiting[(RETRIES - retries) % len(waiting)] if definitions.ordered else None
        _report([attribute for attribute in definitions.attributes if attribute in problems], last, problems, scope, diagnostics)


def _report(failed: list[Attribute], last: Attribute | None, problems: dict[Attribute, list[Diagnostic]], scope: Scope,
            diagnostics: list[Diagnostic]) -> None:
    names = {attribute.name for attribute in failed}
    uses = {attribute.name: referenced_names(attribute.expression, scope.source, "local") & names for attribute in failed}
    independent = [attribute for attribute in failed if not uses[attribute.name]]
    cycle = [] if independent else _cycle((last or failed[0]).name, uses)
    start = last if last is not None and last.name in cycle else next((attribute for attribute in failed if attribute.name in cycle), None)
    if last is not None and last is not start:
        diagnostics.extend(problems[last])
    for attribute in independent:
        if attribute is not last:
            diagnostics.extend(problems[attribute])
    if start is None:
        return
    places = {attribute.name: attribute for attribute in failed}
    position = cycle.index(start.name)
    order = cycle[position:] + cycle[:position]
    first = problems[start][0]
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
