"""The plan for programs: `plan.v1`, whose shape `schemas/plan.v1.schema.json` describes."""

from __future__ import annotations

import jobspec
from jobspec.models.plan import Plan
from jobspec.reports.json_text import json_text
from jobspec.reports.plan_view import PlanView


def render(plan: Plan, view: PlanView) -> str:
    """The plan as one indented JSON document."""
    return json_text(jobspec.plan_json(plan))
