"""JOB201: constraints."""

from __future__ import annotations

from jobspec.diagnostics import Diagnostic
from jobspec.go_text import quote
from jobspec.models.job_constraint import Constraint
from jobspec.rules.context import Context
from jobspec.rules.operators import CONSTRAINT_OPERATORS, value_problem
from jobspec.rules.rule import Findings, Rule

DISTINCT = ("distinct_hosts", "distinct_property")
NODE_ATTRIBUTES = ("${node.unique.id}", "${node.datacenter}", "${node.unique.name}", "${node.class}", "${node.pool}")
ATTRIBUTE_PREFIXES = ("${attr.", "${device.", "${meta.")


class InvalidConstraint(Rule):
    """A constraint that Nomad refuses.

    ## What it finds
    An unknown `operator`; a missing `attribute` or `value` where the operator needs one, or a value where it takes none; a value that is
    no regular expression, no version constraint, or no count; an attribute that starts with `$` and is no reference to
    `${attr…}`, `${meta…}`, `${device…}` or one of the node's own (`${node.class}`, `${node.datacenter}`, `${node.pool}`,
    `${node.unique.id}`, `${node.unique.name}`); `distinct_hosts` or `distinct_property` in a task or device.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        constraint {
          attribute = "${attr.kernel.version}"
          operator  = "version"
          value     = "newest"
        }

    ## Use instead
        constraint {
          attribute = "${attr.kernel.version}"
          operator  = "version"
          value     = ">= 5.10"
        }
    """

    code = "JOB201"
    name = "invalid-constraint"
    nomad = True

    def check_constraint(self, constraint: Constraint, context: Context) -> Findings:
        """structs.Constraint.Validate, and the operators that structs.Task.Validate and structs.RequestedDevice.Validate forbid."""
        operator = constraint.operator
        if context.device is not None and operator in DISTINCT:
            number = context.index + 1
            yield self.at(
                constraint.span_of("operator"),
                f'operator "{operator}" stands in a device; only jobs and groups take it',
                nomad=f"Constraint {number} validation failed: using unsupported operand {quote(operator)}",
            )
            return
        if operator not in CONSTRAINT_OPERATORS:
            yield from self._unknown(constraint, operator)
        problem = value_problem(operator, constraint.value, "constraint") or _special_value(operator, constraint.value)
        if problem is not None:
            yield self.at(constraint.span_of("value"), problem[0], nomad=problem[1])
        if operator != "distinct_hosts":
            yield from self._attribute(constraint)
        if context.task is not None and operator in DISTINCT:
            yield self.at(
                constraint.span_of("operator"),
                f'operator "{operator}" stands in a task; only jobs and groups take it',
                nomad=f"Constraint {context.index + 1} has disallowed Operand at task level: {operator}",
                help="Move the constraint to the group.",
            )

    def _unknown(self, constraint: Constraint, operator: str) -> Findings:
        if not operator:
            yield self.at(constraint.span_of("operator"), "the constraint has no operator", nomad="Missing constraint operand")
            yield self._unknown_operator(constraint, operator)
            return
        yield self._unknown_operator(constraint, operator)

    def _unknown_operator(self, constraint: Constraint, operator: str) -> Diagnostic:
        return self.at(
            constraint.span_of("operator"),
            f'"{operator}" is not an operator of constraints',
            nomad=f"Unknown constraint type {quote(operator)}",
            help=f"Operators: {', '.join(CONSTRAINT_OPERATORS)}.",
            slip=(operator, CONSTRAINT_OPERATORS),
        )

    def _attribute(self, constraint: Constraint) -> Findings:
        """structs.validateConstraintAttribute."""
        attribute = constraint.attribute
        span = constraint.span_of("attribute")
        if not attribute:
            yield self.at(
                span,
                f'operator "{constraint.operator}" needs an attribute to look at, and attribute is empty',
                nomad="no attribute provided but is required by operator",
                help='For instance attribute = "${attr.kernel.name}".',
            )
            return
        if not attribute.startswith("$"):
            return
        if not attribute.startswith("${"):
            yield self.at(
                span,
                f'attribute "{attribute}" starts with "$" and lacks the brace after it',
                nomad=f"attribute {quote(attribute)} is missing an opening brace",
                help=f'Write "${{{attribute[1:].strip("{}")}}}".',
            )
        elif not attribute.endswith("}"):
            yield self.at(
                span,
                f'attribute "{attribute}" does not end with "}}"; expected one reference and nothing after it',
                nomad=f"attribute {quote(attribute)} is missing a closing brace",
            )
        elif attribute not in NODE_ATTRIBUTES and not attribute.startswith(ATTRIBUTE_PREFIXES):
            yield self.at(
                span,
                f'attribute "{attribute}" is not one that a constraint can look at',
                nomad=f"unsupported attribute {quote(attribute)}",
                help="Use ${attr.…}, ${meta.…}, " + ", ".join(NODE_ATTRIBUTES) + ".",
                slip=(attribute, NODE_ATTRIBUTES),
            )


def _special_value(operator: str, value: str) -> tuple[str, str] | None:
    """(our words, Nomad's words) for the operators that only constraints have."""
    if not value:
        return None
    if operator in ("is_set", "is_not_set"):
        return f'operator "{operator}" takes no value, and value is "{value}"', f"Operator {quote(operator)} does not support an RTarget"
    if operator != "distinct_property":
        return None
    if not value.isascii() or not value.isdigit():
        return (
            f'"{value}" is not a count; distinct_property takes how many allocations may share one value',
            f"Failed to convert RTarget {quote(value)} to uint64: strconv.ParseUint: parsing {quote(value)}: invalid syntax",
        )
    if int(value) >= 2**64:
        return (
            f"{value} is too large for a count",
            f"Failed to convert RTarget {quote(value)} to uint64: strconv.ParseUint: parsing {quote(value)}: value out of range",
        )
    if int(value) < 1:
        return (
            "distinct_property allows 0 allocations for each value; expected 1 or more",
            "Distinct Property must have an allowed count of 1 or greater: 0 < 1",
        )
    return None
