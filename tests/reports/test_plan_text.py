"""The page of a plan."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from jobspec.diagnostics import Span
from jobspec.models.plan import (
    AllocatedPort,
    Allocation,
    AllocationNetwork,
    Candidate,
    GroupPlan,
    JobHeader,
    Plan,
    PlannedTask,
    Preempted,
    Reason,
    Refusal,
    Warning,
)
from jobspec.reports.plan_text import render
from jobspec.reports.plan_view import PlanView
from jobspec.reports.style import Style
from jobspec.source import Source

PAGE = PlanView(Style(width=110))
HEADER = JobHeader(id="web", name="web", namespace="default", region="global", type="service")


def allocation(index: int, node: str = "a", port: int = 20000) -> Allocation:
    return Allocation(
        name=f"web.g[{index}]",
        index=index,
        id=f"{index:08x}-0000-0000-0000-000000000000",
        node=node,
        network=AllocationNetwork(mode="host"),
        ports=(AllocatedPort(label="http", host_network="default", host_ip="192.0.2.1", host_port=port + index, origin="chosen"),),
        tasks=(PlannedTask(name="t", driver="docker", env={"MODE": "fast"}),),
    )


def plan_of(*groups: GroupPlan, **more: object) -> Plan:
    return Plan(job=HEADER, groups=groups, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "run", ["ingress-public-and-default", "api-on-cni-mynet", "static-collision-count", "mode-none-dynamic-and-static"]
)
def test_pages_of_recorded_runs(run: str, planned, golden) -> None:
    golden(f"{run}.txt", render(planned(run), PAGE))


@pytest.mark.parametrize("name", ["ingress", "api"])
def test_pages_of_the_announcements_examples(name: str, announced, golden) -> None:
    golden(f"announced-{name}.txt", render(announced(name), PAGE))


def test_verbose_shows_every_variable_and_every_packet_filter_rule(planned) -> None:
    plan = planned("ingress-public-and-default")
    page = re.sub(r"\s+", "", render(plan, replace(PAGE, verbose=True)))  # long paths are wrapped
    (found,) = plan.groups[0].allocations
    assert found.cni is not None
    for name, value in found.tasks[0].env.items():
        assert re.sub(r"\s+", "", name + value) in page
    for call in found.cni.add:
        for rule in call.rules:
            assert re.sub(r"\s+", "", rule) in page


@pytest.mark.parametrize("width", [60, 70, 80])
def test_in_little_room_each_port_is_there_in_full(planned, width: int) -> None:
    page = " ".join(render(planned("ingress-public-and-default"), PlanView(Style(width=width))).split())
    if width < 80:
        assert "https (public) 203.0.113.10:443 → 172.26.64.2:443 → task lb" in page
    for part in ("https", "metrics", "203.0.113.10:443", "192.0.2.10:20000", "172.26.64.2:443", "172.26.64.2:9100"):
        assert part in page


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_no_line_is_wider_than_the_terminal(planned, width: int) -> None:
    for line in render(planned("ingress-public-and-default"), PlanView(Style(width=width))).splitlines():
        assert len(line) <= width


def test_colours_only_where_they_are_wanted(planned) -> None:
    plan = planned("ingress-public-and-default")
    assert "\x1b" not in render(plan, PAGE)
    colored = render(plan, PlanView(Style(color=True, width=110)))
    assert "\x1b[" in colored
    assert [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", colored).splitlines()] == render(plan, PAGE).splitlines()


def test_a_terminal_without_unicode_gets_ascii_alone(planned) -> None:
    assert render(planned("api-on-cni-mynet"), PlanView(Style(unicode=False, width=110))).isascii()


def test_text_from_a_job_cannot_steer_the_terminal() -> None:
    task = PlannedTask(name="t\x1b[2J", driver="docker", env={"A": "x\x1b]0;title\x07\ny", "B": "[bold]no markup[/bold] :smile:"})
    page = render(plan_of(GroupPlan(name="g\x1b", count=1, allocations=(replace(allocation(0), tasks=(task,)),))), PAGE)
    assert "\x1b" not in page
    assert "\x07" not in page
    assert "x␛]0;title␇␊y" in page
    assert "[bold]no markup[/bold] :smile:" in page


def test_a_long_value_is_cut_unless_everything_is_wanted() -> None:
    long = replace(allocation(0), tasks=(PlannedTask(name="t", driver="docker", env={"CERT": "x" * 5000}),))
    plan = plan_of(GroupPlan(name="g", count=1, allocations=(long,)))
    assert "… (5,000 characters)" in render(plan, PAGE)
    assert render(plan, PAGE).count("x") < 400
    assert render(plan, replace(PAGE, verbose=True)).count("x") >= 5000


def test_what_makes_room_is_shown_with_what_it_gives() -> None:
    gone = Preempted(name="low.g[0]", id="1", namespace="team", job="low", group="g", priority=10,
                     gives=("port 80", "max allocation exceeded"))
    page = render(plan_of(GroupPlan(name="g", count=1, allocations=(replace(allocation(0), preempts=(gone,)),))), PAGE)
    assert "✓ group g: placed, pushing out 1 allocation\n" in page
    assert re.search(r"Stops .*\n +low\.g\[0\] +low \(team\) +10 +port 80, place, as the node takes no more allocations\n", page)


def test_every_reason_is_shown_and_alike_nodes_stand_together() -> None:
    cpu = Reason(code="NODE210", message="too little CPU", nomad='Dimension "cpu" exhausted')
    port = Reason(code="NODE209", message="port 80 is taken", nomad="network: reserved port collision http=80", help="use another one")
    nodes = [f"edge-{number}" for number in range(7)]
    refused = (*(Refusal(group="g", node=node, reasons=(cpu, port)) for node in nodes), Refusal(group="g", node="odd", reasons=(cpu,)))
    page = render(plan_of(GroupPlan(name="g", count=2), refused=refused), PAGE)
    assert "✗ group g: 0 of 2 placed" in page
    assert "Not on edge-0, edge-1, edge-2, edge-3 and 3 more" in page
    assert "Not on odd" in page
    assert page.count("NODE209 port 80 is taken") == 1
    assert "Nomad says network: reserved port collision http=80" in page
    assert "help: use another one" in page


def test_a_node_that_nomad_does_not_even_look_at_has_no_reason() -> None:
    page = render(plan_of(GroupPlan(name="g", count=1, candidates=(Candidate("far", "refused"),))), PAGE)
    assert "Not on far" in page
    assert "does not look at this node" in page


def test_many_allocations_are_shown_by_the_first_and_a_list() -> None:
    group = GroupPlan(name="g", count=12, allocations=tuple(allocation(index) for index in range(12)))
    page = render(plan_of(group), PAGE)
    assert page.count("MODE  fast") == 1
    assert "and 11 more allocations alike" in page
    assert "http 192.0.2.1:20011◐" in page
    assert render(plan_of(group), replace(PAGE, verbose=True)).count("MODE  fast") == 12


def test_the_legend_explains_only_the_marks_that_are_used() -> None:
    page = render(plan_of(GroupPlan(name="g", count=1, allocations=(allocation(0),))), PAGE)
    assert "◐ chosen" in page
    assert "○ assumed" not in page


def test_a_port_that_only_neighbours_get_an_answer_from_says_so(planned) -> None:
    assert "answers stay in its own network" in render(planned("cni-dual-stack"), PlanView(Style(width=140)))


def test_other_nodes_and_warnings_are_named() -> None:
    group = GroupPlan(name="g", count=1, candidates=(Candidate("a", "placed"), Candidate("b", "feasible")), allocations=(allocation(0),))
    page = render(plan_of(group, warnings=(Warning(code="NODE299", message="a warning", group="g", node="b"),)), PAGE)
    assert "would fit too: b" in page
    assert "NODE299 a warning (g on b)" in page


def test_reasons_that_say_the_same_of_two_places_are_one() -> None:
    source = Source("a\nb\n", "web.nomad")
    reasons = tuple(Reason(code="NODE204", message="no Consul", nomad="consul", span=Span(source, at, at + 1)) for at in (0, 2))
    page = render(plan_of(GroupPlan(name="g", count=1), refused=(Refusal(group="g", node="n", reasons=reasons),)), PAGE)
    assert page.count("NODE204 no Consul") == 1
    assert "at web.nomad:1:1, web.nomad:2:1" in page


def test_places_and_advice_of_several_reasons_are_told_once() -> None:
    source = Source("a\nb\n", "web.nomad")
    reasons = tuple(Reason(code="NODE203", message=f"no {name}", nomad=name, span=Span(source, 0, 1), help="look there") for name in "xyz")
    page = render(plan_of(GroupPlan(name="g", count=1), refused=(Refusal(group="g", node="n", reasons=reasons),)), PAGE)
    assert [page.count(words) for words in ("NODE203 no ", "Nomad says ", "at web.nomad:1:1", "help: look there")] == [3, 3, 1, 1]


def test_a_sidecars_port_leads_to_the_sidecar_and_its_label_may_have_dashes() -> None:
    env = {"NOMAD_ADDR_connect_proxy_s": "192.0.2.1:1", "NOMAD_PORT_connect_proxy_s": "1", "NOMAD_ALLOC_ADDR_connect-proxy-s": "10.0.0.2:1"}
    tasks = (
        PlannedTask(name="web", driver="docker", env=env),
        PlannedTask(name="connect-proxy-s", driver="docker", env={}, lifecycle="prestart", added_by="connect"),
    )
    port = AllocatedPort(label="connect-proxy-s", host_network="default", host_ip="192.0.2.1", host_port=1)
    made = replace(allocation(0), tasks=tasks, ports=(port,), network=AllocationNetwork(mode="host"))
    page = render(plan_of(GroupPlan(name="g", count=1, allocations=(made,))), PAGE)
    assert re.search(r"connect-proxy-s +192\.0\.2\.1:1 +→ +the same +→ +task connect-proxy-s\n", page)
    assert re.search(r"connect_proxy_s +192\.0\.2\.1:1 +1 +10\.0\.0\.2:1\n", page)
