"""`jobspec plan`: formats, choices, comparisons, exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import jobspec
from jobspec.schema_files import schema_text

ROOT = Path(__file__).parents[2]
RUNS = ROOT / "fixtures/runs"
INGRESS = (str(RUNS / "ingress-public-and-default/job.nomad"), "--node", str(RUNS / "ingress-public-and-default/node"))
DISPATCH = (str(RUNS / "dispatch/job.nomad"), "--node", str(RUNS / "dispatch/node"))
ID = "b454209b-1abe-e252-59b8-f6e773689135"


def allocation_of(answer: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer.out)["groups"][0]["allocations"][0]
    return found


def test_a_job_that_can_run_gives_exit_code_0(call: Any) -> None:
    answer = call("plan", *INGRESS)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("ingress: service job in namespace default, region global\n\n✓ group proxy: placed\n")
    assert "\x1b" not in answer.out


@pytest.mark.parametrize("run", ["hn-unknown", "mode-none-dynamic-and-static", "static-collision-count"])
def test_what_is_not_placed_or_cannot_start_gives_exit_code_1(call: Any, run: str) -> None:
    job = next((RUNS / run).glob("*.nomad"))
    answer = call("plan", str(job), "--node", str(RUNS / run / "node"))
    assert (answer.code, answer.err) == (1, "")
    assert "✗ group" in answer.out


def test_nodes_of_one_name_are_told_apart_by_their_paths(call: Any) -> None:
    paths = [str(RUNS / run / "node") for run in ("cni-args", "cni-dual-stack")]
    answer = call("plan", str(RUNS / "cni-args/job.nomad"), "--node", paths[0], "--node", paths[1], "--format", "json")
    assert answer.code == 0
    assert [one["node"] for one in json.loads(answer.out)["groups"][0]["candidates"]] == [f"vm ({path})" for path in paths]


def test_json_is_the_plan(call: Any) -> None:
    answer = call("plan", *INGRESS, "--format", "json")
    job, node = jobspec.load_job(INGRESS[0]).value, jobspec.load_node(INGRESS[2]).value
    assert job is not None
    assert node is not None
    assert list(Draft202012Validator(json.loads(schema_text("plan.v1.schema.json"))).iter_errors(json.loads(answer.out))) == []
    assert json.loads(answer.out) == json.loads(json.dumps(jobspec.plan_json(jobspec.plan_job(job, [node]))))


def test_choices_are_taken(call: Any, tmp_path: Path) -> None:
    pins = tmp_path / "pins.json"
    pins.write_text(json.dumps({"ingress.proxy[0]": {"id": "00000000-0000-0000-0000-000000000000", "ports": {"metrics": 20007}}}))
    answer = call("plan", *INGRESS, "--format", "json", "--pin", str(pins), "--port", "proxy.metrics=23705", "--alloc-id", ID)
    allocation = allocation_of(answer)
    assert allocation["id"] == ID
    assert [port["host_port"] for port in allocation["ports"]] == [443, 23705]


def test_a_dispatched_job_gets_meta_payload_and_id(call: Any, tmp_path: Path) -> None:
    payload = tmp_path / "payload"
    payload.write_bytes(b"hello")
    options = ("--dispatch-meta", "input=x-1", "--dispatch-payload", str(payload), "--child-id", "worker/dispatch-1795466916-8ad3d508")
    answer = call("plan", *DISPATCH, *options, "--port", "g.a=23456", "--format", "json")
    allocation = allocation_of(answer)
    assert allocation["name"] == "worker/dispatch-1795466916-8ad3d508.g[0]"
    assert allocation["tasks"][0]["env"]["NOMAD_META_input"] == "x-1"
    assert allocation["ports"][0]["host_port"] == 23456


def test_an_allocation_of_nomads_api_is_explained(call: Any, tmp_path: Path) -> None:
    record = json.loads((RUNS / "ingress-public-and-default/recorded.json").read_text())
    (allocation,) = record["jobs"]["job.nomad"]["allocations"]
    file = tmp_path / "alloc.json"
    file.write_text(json.dumps({**allocation, "JobID": "ingress", "Namespace": "default"}))
    answer = call("plan", *INGRESS, "--alloc", str(file), "--format", "json")
    assert answer.code == 0, answer.err
    assert allocation_of(answer)["id"] == allocation["ID"]
    assert allocation_of(answer)["network"]["ip"] == allocation["NetworkStatus"]["Address"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--port", "proxy.metrics"), "expected GROUP.LABEL=NUMBER"),
        (("--port", "proxy.metrics=99999"), "expected one from 1 to 65535"),
        (("--port", "nosuch.metrics=20001"), 'has no group "nosuch": it has proxy'),
        (("--port", "proxy.nosuch=20001"), 'no port "nosuch"'),
        (("--port", "proxy.https=444"), "is static"),
        (("--alloc-id", "web"), "expected an id"),
        (("--alloc-id", f"nosuch[0]={ID}"), 'has no group "nosuch"'),
        (("--alloc-id", f"proxy[1]={ID}"), "has ingress.proxy[0] alone"),
        (("--base-dir", "nosuch"), "there is no folder nosuch"),
        (("--var-file", "nosuch.hcl"), "there is no file nosuch.hcl"),
        (("--child-id", "ingress/periodic-1"), "has no instances"),
        (("--dispatch-meta", "a=b"), "is not a parameterized job"),
        (("--pin", __file__), "is not JSON"),
        (("--alloc", __file__), "is not JSON"),
        (("--pin", "nosuch.json"), "there is no such file"),
        (("--task", "proxy.nosuch", "--format", "env"), "is none of the placed tasks: proxy.lb"),
        (("--task", "proxy.lb"), "goes with no other format"),
        (("--diff", __file__), "is not JSON"),
        (("--interfaces", "x.json", "--node", "other"), "describe one node"),
        (("--format", "yaml"), "yaml"),
        (("--dispatch-meta", "nonsense"), "has no equals sign"),
    ],
)
def test_nonsense_gives_exit_code_2_and_a_clear_line(call: Any, options: tuple[str, ...], words: str) -> None:
    answer = call("plan", *INGRESS, *options)
    assert (answer.code, answer.out) == (2, "")
    assert words in " ".join(answer.err.replace("│", " ").split())


def test_pins_of_the_wrong_shape_are_nonsense(call: Any, tmp_path: Path) -> None:
    pins = tmp_path / "pins.json"
    for content in ('{"ingress.proxy[0]": 7}', '{"ingress.proxy[0]": {"ports": []}}', '{"ingress.proxy[0]": {"port": {}}}', "[]"):
        pins.write_text(content)
        answer = call("plan", *INGRESS, "--pin", str(pins))
        assert (answer.code, answer.out) == (2, ""), content


def test_a_node_is_needed(call: Any) -> None:
    assert call("plan", INGRESS[0]).code == 2
    answer = call("plan", INGRESS[0], "--node", "nosuch.hcl")
    assert answer.code == 2
    assert "nosuch.hcl" in answer.err


def node_with(folder: Path, conflist: str) -> str:
    shutil.copytree(RUNS / "api-on-cni-mynet/node", folder)
    (folder / "cni/mynet.conflist").write_text(conflist)
    return str(folder)


def test_a_client_that_would_not_start_is_a_problem(call: Any, tmp_path: Path) -> None:
    answer = call("plan", str(RUNS / "api-on-cni-mynet/job.nomad"), "--node", node_with(tmp_path / "node", "{"))
    assert (answer.code, answer.out) == (1, "")
    assert "error[CNI001]" in answer.err


def test_a_network_that_a_plugin_refuses_later_is_said_and_planned(call: Any, tmp_path: Path) -> None:
    conflist = {"cniVersion": "1.0.0", "name": "mynet", "plugins": [{"type": "macvlan", "mode": "nonsense", "master": "eth1"}]}
    answer = call("plan", str(RUNS / "api-on-cni-mynet/job.nomad"), "--node", node_with(tmp_path / "node", json.dumps(conflist)))
    assert "error[CNI006]" in answer.err
    assert answer.out.startswith("api: service job")


def test_a_part_of_a_node_that_cannot_be_read_is_exit_code_2(call: Any, tmp_path: Path) -> None:
    (tmp_path / "addr.json").write_text("{")
    answer = call("plan", *INGRESS, "--interfaces", str(tmp_path / "addr.json"))
    assert (answer.code, answer.out) == (2, "")


def test_a_job_that_nomad_refuses_is_reported_and_not_planned(call: Any) -> None:
    answer = call("plan", str(ROOT / "fixtures/jobs/nothing-to-run.nomad"), *INGRESS[1:])
    assert (answer.code, answer.out) == (1, "")
    assert "error[" in answer.err
    assert call("plan", str(ROOT / "fixtures/announcement/api-as-published.nomad"), *INGRESS[1:]).code == 1


def test_a_job_from_standard_input(call: Any) -> None:
    assert call("plan", "-", *INGRESS[1:], stdin=Path(INGRESS[0]).read_bytes()).code == 0


def test_a_comparison_exits_like_diff(call: Any, tmp_path: Path) -> None:
    before = tmp_path / "before.json"
    before.write_text(call("plan", *INGRESS, "--format", "json").out)
    alike = call("plan", *INGRESS, "--diff", str(before))
    assert (alike.code, alike.out) == (0, "The plans are alike.\n")
    other = call("plan", *INGRESS, "--port", "proxy.metrics=23705", "--diff", str(before))
    assert other.code == 1
    assert "~ port metrics: 192.0.2.10:20000 to 9100 → 192.0.2.10:23705 to 9100" in other.out
    assert json.loads(call("plan", *INGRESS, "--diff", str(before), "--format", "json").out)["changes"] == []
    assert call("plan", *INGRESS, "--diff", str(before), "--format", "sh").code == 2


def test_an_earlier_plan_holds_its_ports_and_addresses(call: Any, tmp_path: Path) -> None:
    run = RUNS / "bridge-two-allocs"
    arguments = ("plan", str(run / "job.nomad"), "--node", str(run / "node"), "--format", "json")
    earlier = tmp_path / "earlier.json"
    earlier.write_text(call(*arguments).out)
    first, second = (
        {(port["host_ip"], port["host_port"]) for group in plan["groups"] for a in group["allocations"] for port in a["ports"]}
        for plan in (json.loads(earlier.read_text()), json.loads(call(*arguments, "--earlier", str(earlier)).out))
    )
    assert first
    assert second
    assert not first & second


def test_a_comparison_wants_a_plan(call: Any, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    for content in ('{"version": "diagnostics.v1"}', '{"version": "plan.v1"}', '{"version": "plan.v1", "job": {}, "groups": [{}]}'):
        other.write_text(content)
        answer = call("plan", *INGRESS, "--diff", str(other))
        assert (answer.code, answer.out) == (2, ""), content
        assert "is not a plan" in answer.err


@pytest.mark.parametrize("option", ["--pin", "--alloc", "--earlier", "--diff"])
def test_bottomless_json_is_nonsense(call: Any, tmp_path: Path, option: str) -> None:
    deep = tmp_path / "deep.json"
    deep.write_text("[" * 100_000)
    answer = call("plan", *INGRESS, option, str(deep))
    assert (answer.code, answer.err) == (2, f"jobspec: {deep} is nested too deeply\n")
