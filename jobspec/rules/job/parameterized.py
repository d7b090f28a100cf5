"""JOB112: parameterized jobs."""

from __future__ import annotations

from jobspec.go_text import items, quote
from jobspec.models.job_job import ParameterizedJobConfig
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to

PAYLOADS = ("optional", "required", "forbidden")


class Parameterized(Rule):
    """A parameterized block that Nomad refuses.

    ## What it finds
    A `parameterized` block in a job that is not of type batch or sysbatch; a `payload` other than `optional`, `required` or
    `forbidden`; keys that are in `meta_required` and in `meta_optional`.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        type = "batch"
        parameterized {
          payload = "mandatory"
        }

    ## Use instead
        type = "batch"
        parameterized {
          payload = "required"
        }
    """

    code = "JOB112"
    name = "parameterized"
    nomad = True
    scope = "job"

    def check_parameterized(self, parameterized: ParameterizedJobConfig, context: Context) -> Findings:
        """structs.Job.Validate and structs.ParameterizedJobConfig.Validate."""
        if context.job.dispatched:
            return
        if context.job_type not in ("batch", "sysbatch"):
            yield self.at(
                parameterized.span(),
                f'the job is parameterized, but its type is "{context.job_type}"; expected batch or sysbatch',
                nomad='Parameterized job can only be used with "batch" or "sysbatch" scheduler',
                related=related_to(context.job.span_of("type"), "the type"),
                help='Set type = "batch" in the job.',
            )
        payload = parameterized.payload
        if payload and payload not in PAYLOADS:
            yield self.at(
                parameterized.span_of("payload"),
                f'payload is "{payload}"; expected optional, required or forbidden',
                nomad=f"Unknown payload requirement: {quote(payload)}",
                slip=(payload, PAYLOADS),
            )
        optional = set(parameterized.meta_optional or ())
        both = [key for key in dict.fromkeys(parameterized.meta_required or ()) if key in optional]
        if both:
            named = ", ".join(f'"{key}"' for key in both)
            yield self.at(
                parameterized.span_of("meta_optional"),
                f"{named} stands in meta_required and in meta_optional",
                nomad=f"Required and optional meta keys should be disjoint. Following keys exist in both: {items(both)}",
                related=related_to(parameterized.span_of("meta_required"), "required here"),
                help="Leave it in one of the two.",
            )
