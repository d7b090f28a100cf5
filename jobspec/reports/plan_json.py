"""The plan for programs: `plan.v1`, whose shape `schemas/plan.v1.schema.json` describes."""

from __future__ import annotations

import msgspec

import jobspec
from jobspec.models.plan import Plan
from jobspec.reports.plan_view import PlanView


def render(plan: Plan, view: PlanView) -> str:
    """The plan as one indented JSON document."""
    return msgspec.json.format(msgspec.json.encode(jobspec.plan_json(plan)), indent=2).decode() + "\n"
