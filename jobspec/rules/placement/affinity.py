"""JOB202: affinities."""

from __future__ import annotations

from jobspec.go_text import quote
from jobspec.models.job_constraint import Affinity
from jobspec.rules.context import Context
from jobspec.rules.operators import AFFINITY_OPERATORS, value_problem
from jobspec.rules.rule import Findings, Rule


class InvalidAffinity(Rule):
    """An affinity that Nomad refuses.

    ## What it finds
    An unknown `operator`; a missing `attribute` or `value`; a value that is no regular expression or version constraint;
    a `weight` of 0, or outside of -100 to 100.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        affinity {
          attribute = "${meta.rack}"
          value     = "r1"
          weight    = 0
        }

    ## Use instead
        affinity {
          attribute = "${meta.rack}"
          value     = "r1"
          weight    = 50
        }
    """

    code = "JOB202"
    name = "invalid-affinity"
    nomad = True

    def check_affinity(self, affinity: Affinity, context: Context) -> Findings:
        """structs.Affinity.Validate; system jobs refuse the block as a whole (JOB204)."""
        if context.job_type == "system" and context.device is None:
            return
        operator = affinity.operator
        if not operator:
            yield self.at(affinity.span_of("operator"), "the affinity has no operator", nomad="Missing affinity operand")
        if operator not in AFFINITY_OPERATORS:
            yield self.at(
                affinity.span_of("operator"),
                f'"{operator}" is not an operator of affinities',
                nomad=f"Unknown affinity operator {quote(operator)}",
                help=f"Operators: {', '.join(AFFINITY_OPERATORS)}.",
                slip=(operator, AFFINITY_OPERATORS),
            )
        problem = value_problem(operator, affinity.value, "affinity")
        if problem is not None:
            yield self.at(affinity.span_of("value"), problem[0], nomad=problem[1])
        if not affinity.attribute:
            yield self.at(
                affinity.span_of("attribute"), "the affinity has no attribute to look at", nomad="No LTarget provided but is required"
            )
        weight = affinity.weight or 0
        if weight == 0:
            yield self.at(
                affinity.span_of("weight"),
                "weight is 0, which would do nothing; expected -100 to 100 without 0",
                nomad="Affinity weight cannot be zero",
            )
        elif not -100 <= weight <= 100:
            yield self.at(
                affinity.span_of("weight"),
                f"weight is {weight}; expected -100 to 100",
                nomad="Affinity weight must be within the range [-100,100]",
            )
