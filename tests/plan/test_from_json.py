"""Plans read back from their JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import jobspec
from jobspec.plan import PlanError
from jobspec.plan.from_json import plan_from_json

RUNS = Path(__file__).parents[2] / "fixtures/runs"


@pytest.mark.parametrize("run", ["ingress-public-and-default", "task-level-network", "system-job", "hn-unknown", "dispatch"])
def test_reading_and_writing_again_gives_the_same(run: str) -> None:
    job = jobspec.load_job(next((RUNS / run).glob("*.nomad"))).value
    node = jobspec.load_node(RUNS / run / "node").value
    assert job is not None
    assert node is not None
    document = json.loads(json.dumps(jobspec.plan_json(jobspec.plan_job(job, [node]))))
    again = json.loads(json.dumps(jobspec.plan_json(plan_from_json(document))))
    for part in (document, again):
        for reason in [r for refusal in part["refused"] for r in refusal["reasons"]] + [
            r for group in part["groups"] for candidate in group["candidates"] for r in candidate["reasons"]
        ]:
            reason["place"] = reason["node_place"] = None  # the texts of the files are not in the JSON
    assert again == document


@pytest.mark.parametrize("document", [{}, {"version": "diagnostics.v1"}, {"version": "plan.v1"}, {"version": "plan.v1", "job": {"id": 1}}])
def test_another_document_is_refused(document: dict[str, object]) -> None:
    with pytest.raises(PlanError, match="other is not a plan: "):
        plan_from_json(document, "other")
