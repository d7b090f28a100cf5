"""Environment files of a plan."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from jobspec.models.plan import Allocation, AllocationNetwork, GroupPlan, JobHeader, Plan, PlannedTask
from jobspec.reports.plan_env import chosen_tasks, render, unwritable
from jobspec.reports.plan_view import PlanView


def plan_of(*tasks: PlannedTask, count: int = 1) -> Plan:
    made = tuple(
        Allocation(name=f"j.a.b[{i}]", index=i, id="", node="n", network=AllocationNetwork(mode="host"), tasks=tasks) for i in range(count)
    )
    header = JobHeader(id="j", name="j", namespace="default", region="global", type="service")
    return Plan(job=header, groups=(GroupPlan(name="a.b", count=count, allocations=made),))


def task(name: str = "t", unresolved: tuple[str, ...] = (), **env: str) -> PlannedTask:
    return PlannedTask(name=name, driver="docker", env=env, unresolved=unresolved)


@pytest.mark.parametrize("name", ["ingress", "api"])
def test_environments_of_the_announcements_examples(name: str, announced, golden) -> None:
    golden(f"announced-{name}.env", render(announced(name), PlanView()))


def test_values_are_written_as_they_are() -> None:
    text = render(plan_of(task(A=' "quoted" $HOME # no comment ', B="")), PlanView())
    assert text == '# j.a.b[0] on n: task t\nA= "quoted" $HOME # no comment \nB=\n'


def test_what_cannot_be_written_is_named_with_the_reason() -> None:
    text = render(plan_of(task(**{"KEY": "-----\nabc\n", "A B": "x", "OK": "1"})), PlanView())
    assert "# KEY is left out: its value holds a line break\n" in text
    assert "# A B is left out: its name cannot be written there\n" in text
    assert "\nOK=1\n" in text
    assert "abc" not in text


@pytest.mark.parametrize(
    ("name", "value", "fine"),
    [("A", "b", True), ("A", "b\r", False), ("#A", "b", False), ("", "b", False), ("A", "x" * 65536, False), ("A", "\udc80", False)],
)
def test_what_docker_can_read(name: str, value: str, fine: bool) -> None:
    assert (unwritable(name, value) == "") is fine


def test_a_value_that_is_not_known_yet_is_marked() -> None:
    text = render(plan_of(task(unresolved=("A",), A="${node.unique.id}")), PlanView())
    assert "# A: holds something that is not known before the task runs\nA=${node.unique.id}\n" in text


def test_notes_say_why_and_name_templates() -> None:
    notes = {"A": "left to chance", "template local/x": "its content becomes variables"}
    noted = replace(task(unresolved=tuple(notes), A="1"), notes=notes)
    assert render(plan_of(noted), PlanView()).splitlines()[1:] == [
        "# A: left to chance",
        "A=1",
        "# template local/x: its content becomes variables",
    ]


def test_one_task_can_be_chosen_by_group_and_by_index() -> None:
    plan = plan_of(task("t"), task("u"), count=2)
    chosen = {selector: [(a.index, t.name) for a, t in chosen_tasks(plan, selector)] for selector in ("a.b.u", "a.b[1].u", "a.u", "u")}
    assert chosen == {"a.b.u": [(0, "u"), (1, "u")], "a.b[1].u": [(1, "u")], "a.u": [], "u": []}
    assert render(plan, replace(PlanView(), task="a.b[1].u")) == "# j.a.b[1] on n: task u\n"
