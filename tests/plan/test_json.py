"""Plans as `plan.v1`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import jobspec
from jobspec.schema_files import schema_text

RUNS = Path(__file__).parents[2] / "fixtures/runs"


@pytest.mark.parametrize("path", sorted(RUNS.glob("*/*.nomad")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_plan_is_valid_and_survives_json(path: Path) -> None:
    job, node = jobspec.load_job(path).value, jobspec.load_node(path.parent / "node").value
    assert job is not None and node is not None
    document = jobspec.plan_json(jobspec.plan_job(job, [node]))
    assert json.loads(json.dumps(document)) == document
    Draft202012Validator(json.loads(schema_text("plan.v1.schema.json"))).validate(document)


def test_reasons_have_their_places() -> None:
    job, node = jobspec.load_job(RUNS / "hn-unknown/job.nomad").value, jobspec.load_node(RUNS / "hn-unknown/node").value
    assert job is not None and node is not None
    (refusal,) = jobspec.plan_json(jobspec.plan_job(job, [node]))["refused"]
    (reason,) = refusal["reasons"]
    assert reason["code"] == "NODE201"
    assert reason["nomad"] == 'missing host network "publik" for port "a"'
    assert reason["place"]["file"].endswith("job.nomad")
    assert reason["place"]["range"]["start"]["line"] == 9
    assert reason["node_place"]["file"].endswith("node.json")
    assert reason["help"] == 'did you mean "public"?'


def test_ports_of_task_networks_are_listed_as_nomads_api_lists_them_and_with_their_task() -> None:
    run = RUNS / "task-level-network"
    job, node = jobspec.load_job(run / "job.nomad").value, jobspec.load_node(run / "node").value
    assert job is not None and node is not None
    ports = jobspec.plan_json(jobspec.plan_job(job, [node]))["groups"][0]["allocations"][0]["ports"]
    assert [(port["label"], port.get("task")) for port in ports] == [("admin", None), ("http", None), ("admin", "main"), ("http", "main")]
