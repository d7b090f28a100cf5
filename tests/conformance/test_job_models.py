"""Models, defaults and admission beside what Nomad recorded of real jobs."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from jobspec.admission import admit_job
from jobspec.models.canonical import canonical_job
from jobspec.models.job_api import job_from_json, job_to_json

RECORDED = Path(__file__).parents[3] / "shared" / "oracle" / "jobs.jsonl.gz"
RANDOM = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b")
STORED = {"CreateIndex", "ModifyIndex", "JobModifyIndex", "SubmitTime", "Version", "Status", "StatusDescription", "Stable", "VersionTag"}
EVERY = 7  # a sample keeps the run short; conformance programs compare all of them

pytestmark = pytest.mark.skipif(not RECORDED.exists(), reason="recordings of Nomad are not beside this checkout")


@pytest.fixture(scope="module")
def cases():
    with gzip.open(RECORDED, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for number, line in enumerate(lines) if number % EVERY == 0]


def settled(value, stored=False):
    """Without random identifiers and, when `stored`, without what only a server's state decides."""
    if isinstance(value, dict):
        out = {key: settled(item, stored) for key, item in value.items() if not (stored and key in STORED)}
        if stored and isinstance(out.get("Scaling"), dict):
            del out["Scaling"]["ID"]
        return out
    if isinstance(value, list):
        return [settled(item, stored) for item in value]
    return RANDOM.sub("RANDOM", value) if isinstance(value, str) else value


@pytest.mark.parametrize("shape", ["job", "canonical", "registered"])
def test_json_survives_the_way_through_the_models(cases, shape):
    for case in cases:
        if case.get(shape):
            job, diagnostics = job_from_json(case[shape])
            assert diagnostics == (), case["path"]
            assert json.dumps(job_to_json(job)) == json.dumps(case[shape]), case["path"]


def test_defaults_of_the_api_are_nomads(cases):
    for case in cases:
        if case.get("canonical"):
            job, _ = job_from_json(case["job"])
            assert settled(job_to_json(canonical_job(job))) == settled(case["canonical"]), case["path"]


def test_an_admitted_job_is_the_one_that_the_server_stores(cases):
    for case in cases:
        if case.get("registered"):
            job, _ = job_from_json(case["job"])
            assert settled(job_to_json(admit_job(job)), stored=True) == settled(case["registered"], stored=True), case["path"]
