"""Instances of periodic and parameterized jobs."""

from __future__ import annotations

import base64

import pytest

import jobspec
from jobspec.plan import PlanError
from jobspec.plan.child import instance_of

PERIODIC = 'job "nightly" {\ntype = "batch"\nperiodic {\ncrons = ["@daily"]\n}\ngroup "g" {\ntask "t" {\ndriver = "raw_exec"\n}\n}\n}'
DISPATCH = PERIODIC.replace('periodic {\ncrons = ["@daily"]\n}', 'parameterized {\npayload = "required"\nmeta_required = ["key"]\n}')
GOOD = {"Meta": {"key": "v"}, "Payload": base64.b64encode(b"hello").decode()}


def admitted(text: str) -> jobspec.models.job_job.Job:
    job = jobspec.parse_job(text).value
    assert job is not None
    return jobspec.admit_job(job)


def test_a_periodic_instance_has_its_parents_id_and_no_schedule() -> None:
    child, warnings = instance_of(admitted(PERIODIC), "nightly/periodic-1795467588", None)
    assert (child.id, child.name, child.parent_id, child.periodic) == ("nightly/periodic-1795467588",) * 2 + ("nightly", None)
    assert warnings == ()


def test_an_instance_without_an_id_gets_one_and_says_so() -> None:
    child, (warning,) = instance_of(admitted(PERIODIC), None, None)
    assert child.id == "nightly/periodic-0"
    assert warning.code == "NODE223"


def test_a_dispatch_brings_metadata_payload_and_a_prefix() -> None:
    child, _ = instance_of(admitted(DISPATCH), None, {**GOOD, "IdPrefixTemplate": "x", "Priority": 70})
    assert child.id == "nightly/dispatch-x-0-00000000"
    assert (child.meta, bytes(child.payload or ()), child.dispatched, child.priority) == ({"key": "v"}, b"hello", True, 70)


@pytest.mark.parametrize(
    ("dispatch", "words"),
    [
        ({**GOOD, "Payload": ""}, "Payload is not provided but required by parameterized job"),
        ({**GOOD, "Meta": {}}, r"Dispatch did not provide required meta keys: \[key\]"),
        ({**GOOD, "Meta": {"key": "v", "other": "w"}}, r"Dispatch request included unpermitted metadata keys: \[other\]"),
        ({**GOOD, "Payload": base64.b64encode(b"x" * 16385).decode()}, "Payload exceeds maximum size; 16385 > 16384"),
        ({**GOOD, "Payload": "no base64"}, "the dispatch request"),
        ({"Meta": 5}, "the dispatch request"),
    ],
)
def test_dispatches_that_nomad_refuses_are_refused(dispatch: dict[str, object], words: str) -> None:
    with pytest.raises(PlanError, match=words):
        instance_of(admitted(DISPATCH), None, dispatch)


def test_what_a_job_is_not_is_refused() -> None:
    plain = admitted(PERIODIC.replace('periodic {\ncrons = ["@daily"]\n}', ""))
    with pytest.raises(PlanError, match="has no instances"):
        instance_of(plain, "nightly/periodic-1", None)
    with pytest.raises(PlanError, match="not a parameterized job"):
        instance_of(plain, None, GOOD)
    with pytest.raises(PlanError, match='begins with "nightly/periodic-"'):
        instance_of(admitted(PERIODIC), "daily/periodic-1", None)


@pytest.mark.parametrize("names", [("Payload", "Meta"), ("payload", "meta"), ("PAYLOAD", "META")])
def test_names_in_a_dispatch_are_read_in_any_case_as_go_reads_them(names: tuple[str, str]) -> None:
    child, _ = instance_of(admitted(DISPATCH), None, {names[0]: GOOD["Payload"], names[1]: GOOD["Meta"]})
    assert (child.meta, bytes(child.payload or ())) == ({"key": "v"}, b"hello")
