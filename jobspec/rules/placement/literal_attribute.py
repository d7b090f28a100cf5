"""JOB205: constraints, affinities and spreads that look at no node."""

from __future__ import annotations

from jobspec.diagnostics import Edit, Fix, Severity, Span
from jobspec.models.job_constraint import Affinity, Constraint, Spread
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule

ROOTS = ("attr.", "meta.", "node.", "device.")


class LiteralAttribute(Rule):
    """An attribute to look at that is a plain text.

    ## What it finds
    `attribute` of a constraint, affinity or spread without `${…}`.

    ## Why it matters
    Nomad takes the text itself for the value, which is the same on every node: a constraint is met everywhere or nowhere, and an affinity
    or spread has no effect.

    ## Example
        constraint {
          attribute = "attr.kernel.name"
          value     = "linux"
        }

    ## Use instead
        constraint {
          attribute = "${attr.kernel.name}"
          value     = "linux"
        }
    """

    code = "JOB205"
    name = "literal-attribute"
    severity = Severity.WARNING

    def check_constraint(self, constraint: Constraint, context: Context) -> Findings:
        """scheduler/feasible/feasible.go resolveTarget: what does not start with `${` is a value."""
        if constraint.operator != "distinct_hosts":
            yield from self._literal(constraint.attribute, constraint.span_of("attribute"))

    def check_affinity(self, affinity: Affinity, context: Context) -> Findings:
        """The same."""
        yield from self._literal(affinity.attribute, affinity.span_of("attribute"))

    def check_spread(self, spread: Spread, context: Context) -> Findings:
        """The same."""
        yield from self._literal(spread.attribute, spread.span_of("attribute"))

    def _literal(self, attribute: str, span: Span | None) -> Findings:
        if not attribute or attribute.startswith("$"):
            return
        name = attribute.removeprefix("{").removesuffix("}")
        meant = name.startswith(ROOTS) and not set("{}") & set(name)
        fix = None
        if span is not None and meant and span.text == f'"{attribute}"':
            fix = Fix(message="put it in ${…}", edits=(Edit(span=span, text=f'"${{{name}}}"'),))
        yield self.at(
            span,
            f'attribute "{attribute}" is a text, the same on every node',
            help=f"Write ${{{name}}}." if meant else "Expected a reference such as ${attr.kernel.name}.",
            fix=fix,
        )
