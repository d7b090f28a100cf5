"""JOB313: scaling policies."""

from __future__ import annotations

from jobspec.models.job_policies import ScalingPolicy
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to

PREFIX = "Scaling policy invalid: "


class InvalidScaling(Rule):
    """A group's scaling policy that Nomad refuses.

    ## What it finds
    A type other than `horizontal`; no `max`, or negative bounds; `max` below `min`; a `count` outside of the bounds.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        count = 1
        scaling {
          min = 2
          max = 5
        }

    ## Use instead
        count = 2
        scaling {
          min = 2
          max = 5
        }
    """

    code = "JOB313"
    name = "invalid-scaling"
    nomad = True

    def check_scaling(self, scaling: ScalingPolicy, context: Context) -> Findings:
        """structs.ScalingPolicy.Validate and structs.TaskGroup.validateScalingPolicy."""
        group, job = context.in_group(), context.job
        count = group.count or 0
        highest = -1 if scaling.max is None else scaling.max
        lowest = count if scaling.min is None else scaling.min
        if scaling.type not in ("", "horizontal"):
            yield self.at(
                scaling.span_of("type"),
                f'scaling type is "{scaling.type}"; expected horizontal',
                nomad=f'{PREFIX}scaling policy type "{scaling.type}" is not valid',
            )
        for value, word in ((job.namespace, "namespace"), (job.id, "job"), (group.name, "group")):
            if not value:
                yield self.at(scaling.span(), f"the scaling policy's {word} has no name", nomad=f"{PREFIX}missing target {word}")
        if highest < 0:
            what = "the scaling policy has no max" if scaling.max is None else f"max is {highest}"
            yield self.at(
                scaling.span_of("max"), f"{what}; expected zero or more", nomad=f"{PREFIX}maximum count must be specified and non-negative"
            )
        elif highest < lowest:
            yield self.at(
                scaling.span_of("max"),
                f"max is {highest}, less than the min of {lowest}",
                nomad=f"{PREFIX}maximum count must not be less than minimum count",
                related=related_to(scaling.span_of("min"), "the minimum"),
            )
        if lowest < 0:
            yield self.at(
                scaling.span_of("min"),
                f"min is {lowest}; expected zero or more",
                nomad=f"{PREFIX}minimum count must be specified and non-negative",
            )
        if highest < count:
            yield self.at(
                group.span_of("count"),
                f"count is {count}, more than the scaling policy's max of {highest}",
                nomad=f"{PREFIX}task group count must not be greater than maximum count in scaling policy",
                related=related_to(scaling.span_of("max"), "the maximum"),
            )
        multiregion = job.multiregion is not None and bool(job.multiregion.regions)
        if count < lowest and not (multiregion and count == 0 and job.region == "global"):
            yield self.at(
                group.span_of("count"),
                f"count is {count}, less than the scaling policy's min of {lowest}",
                nomad=f"{PREFIX}task group count must not be less than minimum count in scaling policy",
                related=related_to(scaling.span_of("min"), "the minimum"),
            )
