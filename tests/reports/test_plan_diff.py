"""Two plans compared."""

from __future__ import annotations

import json
from typing import Any

import pytest

import jobspec
from jobspec.plan.from_json import plan_from_json
from jobspec.reports.plan_changes import Change, changes
from jobspec.reports.plan_diff import FORMATS
from jobspec.reports.plan_view import PlanView
from jobspec.reports.style import Style

ID, OTHER_ID = "9269fff3-ce43-0b08-4cda-defd00d89ab0", "b454209b-1abe-e252-59b8-f6e773689135"


@pytest.fixture
def document(planned):
    """The document of a recorded run's plan."""

    def make(run: str = "ingress-public-and-default", **options: object) -> dict[str, Any]:
        return jobspec.plan_json(planned(run, **options))

    return make


def difference(before: dict[str, Any], after: dict[str, Any]) -> tuple[Change, ...]:
    return changes(plan_from_json(before), plan_from_json(after))


def shown(before: dict[str, Any], after: dict[str, Any], verbose: bool = False) -> str:
    return FORMATS["text"](difference(before, after), PlanView(Style(), verbose))


def test_a_plan_is_like_itself(document) -> None:
    assert difference(document(), document()) == ()
    assert shown(document(), document()) == "The plans are alike.\n"


def test_another_allocation_id_changes_nothing(document) -> None:
    assert difference(document(), document(pins={"ingress.proxy[0]": {"id": OTHER_ID}})) == ()


def test_another_port_shows_with_what_does_not_follow_from_it(document, golden) -> None:
    golden("port.diff", shown(document(), document(pins={"ingress.proxy[0]": {"ports": {"metrics": 23705}}})))


def test_all_variables_on_request(document) -> None:
    after = document(pins={"ingress.proxy[0]": {"ports": {"metrics": 23705}}})
    assert "~ variable of lb NOMAD_HOST_PORT_metrics: 20000 → 23705" in shown(document(), after, verbose=True)


def test_one_job_on_two_nodes(document, golden) -> None:
    golden("nodes.diff", shown(document("wildcard-bind-off"), document("cni-dual-stack")))


def test_a_group_that_finds_no_place_any_more(document, golden) -> None:
    before, after = document(), document()
    (group,) = after["groups"]
    group["allocations"] = []
    reason = {"code": "NODE201", "message": "no host network", "nomad": "", "help": None, "place": None, "node_place": None}
    after["refused"] = [{"group": "proxy", "node": "vm", "reasons": [reason]}]
    golden("refused.diff", shown(before, after))


def test_order_is_that_of_the_new_plan_and_gone_things_follow_what_they_followed(document) -> None:
    before, after = document(), document()
    task = after["groups"][0]["allocations"][0]["tasks"][0]
    task["env"] = {"ZETA": "1", "ALPHA": "2", **task["env"]}
    before["groups"][0]["allocations"][0]["tasks"][0]["env"]["BETA"] = "3"
    assert [(change.place.name, change.before, change.after) for change in difference(before, after)] == [
        ("BETA", "3", None), ("ALPHA", None, "2"), ("ZETA", None, "1"),
    ]  # fmt: skip


def test_allocations_of_a_system_job_are_told_apart_by_node(document) -> None:
    before, after = document("system-job"), document("system-job")
    for plan in (before, after):
        allocations = plan["groups"][0]["allocations"]
        allocations.append({**allocations[0], "node": "second"})
    after["groups"][0]["allocations"][1]["services"] = []
    after["groups"][0]["allocations"][1]["ports"] = []
    assert {change.place.allocation for change in difference(before, after)} == {"agent.g[0] on second"}


def test_changes_for_programs(document) -> None:
    after = document(pins={"ingress.proxy[0]": {"ports": {"metrics": 23705}}})
    found = json.loads(FORMATS["json"](difference(document(), after), PlanView()))
    assert found["version"] == "plan-diff.v1"
    assert found["changes"][0] == {
        "group": "proxy", "allocation": "ingress.proxy[0]", "part": "port", "name": "metrics",
        "before": "192.0.2.10:20000 to 9100", "after": "192.0.2.10:23705 to 9100",
    }  # fmt: skip
