"""Allocations from Nomad's API are explained as they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import jobspec
from jobspec.plan import PlanError

RUN = Path(__file__).parents[2] / "fixtures/runs/ingress-public-and-default"


def parts() -> tuple[Any, Any, dict[str, Any]]:
    record = json.loads((RUN / "recorded.json").read_text())
    return (jobspec.load_job(RUN / "job.nomad").value, jobspec.load_node(RUN / "node").value,
            record["jobs"]["job.nomad"]["allocations"][0])


def test_id_ports_and_addresses_are_those_of_the_allocation() -> None:
    job, node, alloc = parts()
    alloc["NetworkStatus"]["Address"] = "172.26.64.77"
    (group,) = jobspec.plan_job(job, [node], alloc=alloc).groups
    (mine,) = group.allocations
    assert (mine.id, mine.network.ip, mine.network.origin) == (alloc["ID"], "172.26.64.77", "exact")
    assert {port.label: port.host_port for port in mine.ports} == {
        port["Label"]: port["Value"] for port in alloc["AllocatedResources"]["Shared"]["Ports"]}
    assert {port.origin for port in mine.ports} == {"exact"}
    assert mine.cni is not None
    assert "172.26.64.77/20" in json.dumps(mine.cni.add[-1].stdin)
    assert mine.tasks[0].env["NOMAD_ALLOC_ADDR_https"] == "172.26.64.77:443"


def test_what_the_node_would_refuse_now_is_a_warning() -> None:
    _, node, alloc = parts()
    moved = jobspec.parse_job((RUN / "job.nomad").read_text().replace('job "ingress" {', 'job "ingress" {\nnode_pool = "gpu"')).value
    assert [one.code for one in jobspec.plan_job(moved, [node], alloc=alloc).warnings] == ["NODE207"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"JobID": "other"}, 'is of job "other", not of "ingress"'),
        ({"TaskGroup": "old", "Name": "ingress.old[0]"}, 'is of group "old", which the job does not have: it has proxy'),
        ({"NodeName": "edge-9"}, "is on node edge-9, which is none of those given: vm"),
        ({"Namespace": "apps"}, 'is in namespace "apps"'),
        ({"ID": 5}, "this is no allocation of Nomad's API"),
    ],
)
def test_allocations_of_others_are_refused(changes: dict[str, Any], words: str) -> None:
    job, node, alloc = parts()
    with pytest.raises(PlanError, match=words):
        jobspec.plan_job(job, [node], alloc={**alloc, **changes})


def test_everything_is_decided_so_pins_do_not_go_with_it() -> None:
    job, node, alloc = parts()
    with pytest.raises(PlanError, match="pins"):
        jobspec.plan_job(job, [node], alloc=alloc, pins={"ingress.proxy[0]": {}})
