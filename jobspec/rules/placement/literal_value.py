"""JOB206: values of constraints and affinities that no node can have."""

from __future__ import annotations

from jobspec.diagnostics import Severity, Span
from jobspec.models.job_constraint import Affinity, Constraint
from jobspec.rules.context import Context
from jobspec.rules.reference.filled_before import is_filled_in_before
from jobspec.rules.rule import Findings, Rule

ROOTS = ("attr", "device", "meta", "node")


class UnresolvedValue(Rule):
    """A value of a constraint or affinity whose reference is not filled in.

    ## What it finds
    A `value` that is a reference to anything but `attr.…`, `meta.…` or `node.…`, and one with a reference inside of other text. Files that
    are recognisably templates of Terraform (with `$${attr…}` for what Nomad is to fill in) are not looked at.

    ## Why it matters
    The scheduler fills in a value only where it is one reference to the node, and nothing else. Anything else is met by no node, or is
    compared as it stands.

    ## Example
        constraint {
          attribute = "${meta.job}"
          value     = "${NOMAD_JOB_NAME}"
        }

    ## Use instead
        constraint {
          attribute = "${meta.job}"
          value     = "web"
        }
    """

    code = "JOB206"
    name = "unresolved-value"
    severity = Severity.WARNING

    def check_constraint(self, constraint: Constraint, context: Context) -> Findings:
        """scheduler/feasible/feasible.go resolveTarget. Patterns may hold these characters for their own sake."""
        if constraint.operator != "regexp" and not is_filled_in_before(context):
            yield from self._value(constraint.value, constraint.span_of("value"))

    def check_affinity(self, affinity: Affinity, context: Context) -> Findings:
        """The same."""
        if affinity.operator != "regexp" and not is_filled_in_before(context):
            yield from self._value(affinity.value, affinity.span_of("value"))

    def _value(self, value: str, span: Span | None) -> Findings:
        if "${" not in value:
            return
        name = value[2:-1]
        if not value.startswith("${") or not value.endswith("}") or "${" in name:
            yield self.at(
                span,
                f'value "{value}" is compared as it stands: a reference is filled in only where it is the whole value',
                help="Write the value itself, or one reference and nothing else, such as ${meta.rack}.",
            )
        elif name.split(".", 1)[0] not in ROOTS:
            yield self.at(
                span,
                f"the scheduler fills in no {name}: no node meets this",
                help="Use a plain text, or ${attr.…}, ${meta.…} or ${node.…}.",
            )
