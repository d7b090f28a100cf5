"""JOB203: spreads."""

from __future__ import annotations

from jobspec.go_text import quote
from jobspec.models.job_constraint import Spread, SpreadTarget
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to


class InvalidSpread(Rule):
    """A spread that Nomad refuses.

    ## What it finds
    No `attribute`; a `weight` outside of 1 to 100; a target named twice; a percentage above 100, or percentages that add up
    to more than 100.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        spread {
          attribute = "${node.datacenter}"
          target "east" {
            percent = 70
          }
          target "west" {
            percent = 40
          }
        }

    ## Use instead
        spread {
          attribute = "${node.datacenter}"
          target "east" {
            percent = 70
          }
          target "west" {
            percent = 30
          }
        }
    """

    code = "JOB203"
    name = "invalid-spread"
    nomad = True

    def check_spread(self, spread: Spread, context: Context) -> Findings:
        """structs.Spread.Validate; system jobs refuse the block as a whole (JOB204)."""
        if context.job_type == "system":
            return
        if not spread.attribute:
            yield self.at(
                spread.span_of("attribute"),
                "the spread has no attribute to spread over",
                nomad="Missing spread attribute",
                help='For instance attribute = "${node.datacenter}".',
            )
        weight = spread.weight or 0
        if not 0 < weight <= 100:
            yield self.at(
                spread.span_of("weight"),
                f"weight is {weight}; expected 1 to 100",
                nomad="Spread block must have a positive weight from 0 to 100",
            )
        total = 0
        seen: dict[str, SpreadTarget] = {}
        for target in spread.spread_target or ():
            if target.value in seen:
                yield self.at(
                    target.span(),
                    f'target "{target.value}" is already defined',
                    nomad=f"Spread target value {quote(target.value)} already defined",
                    related=related_to(seen[target.value].span(), "the first target of that value"),
                )
            else:
                seen[target.value] = target
            if target.percent > 100:
                yield self.at(
                    target.span_of("percent"),
                    f'target "{target.value}" wants {target.percent} percent; expected 0 to 100',
                    nomad=f"Spread target percentage for value {quote(target.value)} must be between 0 and 100",
                )
            total += target.percent
        if total > 100:
            yield self.at(
                spread.span(),
                f"the targets' percentages add up to {total}; expected at most 100",
                nomad=f"Sum of spread target percentages must not be greater than 100%; got {total}%",
            )
