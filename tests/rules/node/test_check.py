"""Jobs against nodes: findings where Nomad refused or failed, and what they say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

import jobspec
from jobspec.diagnostics import Diagnostic
from jobspec.models.node import HostNetwork, Node, NodeAddress, NodeResources
from jobspec.rules.node import NODE_RULES
from jobspec.rules.node.check import check_nodes, look_at_nodes
from jobspec.rules.node.together import check_together

ROOT = Path(__file__).parents[3]
RUNS = ROOT / "fixtures/runs"
Around = Callable[[str, str, str], str]


def job_of(text: str) -> jobspec.models.job_job.Job:
    job = jobspec.parse_job(text).value
    assert job is not None
    return job


def errors_in(found: list[Diagnostic]) -> list[str]:
    return [one.message for one in found if one.severity == "error"]


def was_refused(job: dict[str, object]) -> bool:
    evaluation = job["evaluation"]
    assert isinstance(evaluation, dict)
    allocations = job["allocations"]
    assert isinstance(allocations, list)
    return bool(evaluation["FailedTGAllocs"]) or any(one["ClientStatus"] == "failed" for one in allocations)


@pytest.mark.parametrize("run", sorted(path.parent.name for path in RUNS.glob("*/recorded.json")))
def test_errors_stand_exactly_where_nomad_refused_or_failed(run: str) -> None:
    record = json.loads((RUNS / run / "recorded.json").read_text())
    node = jobspec.load_node(RUNS / run / "node").value
    assert node is not None
    jobs, found = [], {}
    for file in sorted(record.get("jobs", {})):
        job = jobspec.load_job(RUNS / run / file).value
        assert job is not None
        found[file] = bool(errors_in(check_nodes(job, [node])))
        if not found[file]:
            jobs.append((file, job))
    found |= {file: True for file, one in check_together(jobs, [node]) if one.severity == "error"}
    assert found == {file: was_refused(job) for file, job in record.get("jobs", {}).items()}


def test_what_is_wrong_with_a_groups_cni_network_stands_at_its_mode(nodes_for: Callable[[str], tuple[Node, ...]]) -> None:
    task = '    task "t" {\n      driver = "docker"\n    }\n'
    job = job_of('job "j" {\n  group "g" {\n    network {\n      mode = "cni/MyNet"\n    }\n' + task + "  }\n}\n")
    (found,) = [one for one in check_nodes(job, nodes_for("NODE302")) if one.code == "NODE302"]
    assert (found.line, found.column) == (4, 14)


def test_every_code_of_plans_has_a_rule() -> None:
    used = {code for path in (ROOT / "jobspec/plan").rglob("*.py") for code in re.findall(r"NODE[2-4]\d\d", path.read_text())}
    assert used <= {rule.code for rule in NODE_RULES}
    assert len(used) > 30


def test_all_reasons_of_a_node_are_named_with_advice(job_around: Around, edge: Node) -> None:
    job = job_of(job_around('''
        constraint {
          attribute = "${meta.rack}"
          value     = "r9"
        }
        network {
          mode = "cni/mynte"
          port "http" { host_network = "publik" }
        }
        task "web" {
          driver = "podmann"
        }''', "group", ""))
    found = check_nodes(job, [edge])
    assert {one.code for one in found} == {"NODE201", "NODE202", "NODE204", "NODE205"}
    assert {one.help for one in found} == {None, 'did you mean "public"?', 'did you mean "cni/mynet"?'}
    assert all(one.nomad and one.nomad_message and one.span is not None for one in found)


def test_one_node_that_takes_the_group_is_enough(job_around: Around, edge: Node) -> None:
    other = replace(edge, name="edge-2", datacenter="dc2")
    text = job_around('network {\nport "http" {}\n}', "group", "")
    job = job_of(text.replace('job "example" {', 'job "example" {\ndatacenters = ["dc2"]'))
    assert errors_in(check_nodes(job, [edge, other])) == []
    (message,) = errors_in(check_nodes(job, [edge, other], every_node=True))
    assert message == 'group "app" cannot run on node edge-1: the node is in datacenter "dc1", and the job wants "dc2"'


def test_the_very_name_that_another_node_has_is_no_advice(job_around: Around, edge: Node) -> None:
    job = job_of(job_around('network {\nmode = "cni/mynet"\n}', "group", ""))
    bare = replace(edge, name="edge-2", cni_networks=(), networks=(), devices=())
    assert [one.help for one in check_nodes(job, [edge, bare], every_node=True) if "did you mean" in (one.help or "")] == []


def test_what_no_node_is_sure_of_is_taken_for_granted(job_around: Around, edge: Node) -> None:
    job = job_of(job_around("", "group", ""))
    unsure = replace(edge, name="edge-2", drivers=None)
    granted = 'the driver "raw_exec" is there and healthy'
    assert look_at_nodes(job, [unsure]) == ([], {granted: ["edge-2"]})
    assert look_at_nodes(job, [edge, unsure]) == ([], {}), "edge-1 takes the job for certain"
    assert look_at_nodes(job, [edge, unsure], every_node=True) == ([], {granted: ["edge-2"]})


def test_all_plugins_that_a_node_lacks_are_one_finding(job_around: Around, edge: Node) -> None:
    job = job_of(job_around('network {\nmode = "bridge"\n}', "group", ""))
    bare = replace(edge, attributes={name: value for name, value in edge.attributes.items() if not name.startswith("plugins.cni")})
    (found,) = check_nodes(job, [bare])
    assert found.message.endswith('needs the CNI plugins "bridge", "firewall", "host-local", "loopback", "portmap", which are not '
                                  "installed on the node")
    assert (found.nomad_message or "").count("${attr.plugins.cni.version.") == 5
    without_one = replace(edge, attributes={name: value for name, value in edge.attributes.items() if not name.endswith("portmap")})
    (found,) = check_nodes(job, [without_one])
    assert 'the CNI plugin "portmap"' in found.message


def test_nodes_with_one_reason_share_a_finding(job_around: Around, edge: Node) -> None:
    job = job_of(job_around('network {\nport "http" {\nhost_network = "inside"\n}\n}', "group", ""))
    (message,) = errors_in(check_nodes(job, [edge, replace(edge, name="edge-2")]))
    assert message.startswith('group "app" cannot be placed on any of the 2 nodes: port "http": the node has no host network "inside"')


def test_a_finding_points_into_the_nodes_files(edge: Node) -> None:
    job = jobspec.load_job(RUNS / "hn-unknown/job.nomad").value
    node = jobspec.load_node(RUNS / "hn-unknown/node").value
    assert job is not None and node is not None
    (found,) = check_nodes(job, [node])
    assert found.line == 9
    assert [place.span.source.name.rpartition("/")[2] for place in found.related] == ["node.json"]


def test_several_nodes_are_not_shown_by_where_something_is_missing(job_around: Around) -> None:
    nodes = [jobspec.load_node(RUNS / name / "node").value for name in ("hn-unknown", "mode-typo")]
    job = job_of(job_around('task "web" {\ndriver = "podman"\n}', "group", ""))
    named = [replace(node, name=f"edge-{number}") for number, node in enumerate(nodes) if node is not None]
    (found,) = [one for one in check_nodes(job, named) if one.code == "NODE205"]
    assert "any of the 2 nodes" in found.message
    assert found.related == ()


def test_what_keeps_all_groups_from_a_node_is_one_finding(job_around: Around, edge: Node) -> None:
    task = 'task "t" {\n driver = "raw_exec"\n config {\n command = "x"\n }\n }\n'
    text = 'job "j" {\n datacenters = ["dc9"]\n' + "".join(f'group "g{number}" {{\n{task}}}\n' for number in range(6)) + "}"
    (found,) = check_nodes(job_of(text), [edge])
    assert found.message == ('groups "g0", "g1", "g2", "g3" and 2 more cannot be placed on node edge-1: the node is in datacenter "dc1", '
                             'and the job wants "dc9"')


def test_a_failure_on_some_nodes_only_is_a_warning(job_around: Around, edge: Node) -> None:
    good = replace(edge, name="edge-2")
    bad = replace(edge, cni_networks=())
    job = job_of(job_around('network {\nmode = "cni/mynet"\n}', "group", ""))
    found = check_nodes(job, [bad, good])
    assert [(one.code, str(one.severity)) for one in found] == [("NODE301", "warning")]
    assert [str(one.severity) for one in check_nodes(job, [bad, good], every_node=True)] == ["error"]


def test_a_static_port_on_two_host_networks_of_one_address_takes_the_whole_job_down(job_around: Around, edge: Node) -> None:
    text = '''
        network {
          port "a" {
            static       = 8443
            host_network = "public"
          }
          port "b" {
            static       = 8443
            host_network = "edge"
          }
        }'''
    other = 'group "other" {\ntask "x" {\ndriver = "raw_exec"\n}\n}\n'
    job = job_of(job_around(text, "group", "").replace('group "app"', f'{other}group "app"'))
    assert [one.code for one in check_nodes(job, [edge])] == ["NODE219", "NODE219"]
    apart = replace(edge, name="edge-2", host_networks=(HostNetwork("public"), HostNetwork("edge")), networks=(replace(
        edge.networks[0], addresses=(*edge.networks[0].addresses[:2], NodeAddress("edge", "203.0.113.11", "ipv4"))),))
    assert errors_in(check_nodes(job, [edge, apart])) == []


def test_a_system_job_that_takes_a_jobs_port_away_is_a_warning(job_around: Around, edge: Node) -> None:
    text = job_around('network {\nport "a" {\nstatic = 8080\n}\n}', "group", "")
    system = text.replace('"example" {', '"second" {\ntype = "system"\npriority = 90')
    (found,) = check_together([("a.nomad", job_of(text)), ("b.nomad", job_of(system))], [edge])
    assert (found[0], found[1].severity) == ("b.nomad", "warning")
    assert found[1].message == ('group "app" pushes out job "example", which has port 8080 too: its priority 50 is lower than 90 by ten '
                                "or more")


def test_jobs_that_ask_for_more_than_all_nodes_have_are_told(job_around: Around, edge: Node) -> None:
    small = replace(edge, resources=NodeResources(cpu_shares=10_000, memory_mb=1000))
    text = job_around("", "group", "").replace('driver = "raw_exec"', 'driver = "raw_exec"\nresources {\nmemory = 400\n}')
    jobs = [(name, job_of(text.replace('"example"', f'"{name}"'))) for name in "abcd"]
    (found,) = check_together(jobs, [small])
    assert (found[0], found[1].severity, found[1].code) == ("c", "info", "NODE212")
    assert found[1].message == "the service and system jobs up to this one ask for 1,200 MB of memory together, and the nodes have 1,000"
    assert list(check_together(jobs, [small, replace(small, name="other")])) == []
    assert list(check_together(jobs, [small, replace(edge, name="other", resources=NodeResources())])) == []
    batch = [(name, job_of(text.replace('"example" {', f'"{name}" {{\ntype = "batch"'))) for name in "abcd"]
    assert list(check_together(batch, [small])) == []


def test_jobs_of_a_run_share_static_ports(job_around: Around, edge: Node) -> None:
    first = job_of(job_around('network {\nport "a" {\nstatic = 8080\n}\n}', "group", ""))
    second = job_of(job_around('network {\nport "a" {\nstatic = 8080\n}\n}', "group", "").replace('"example"', '"second"'))
    (found,) = check_together([("a.nomad", first), ("b.nomad", second)], [edge])
    assert found[0] == "b.nomad"
    assert found[1].message.endswith('port "a": 8080 is taken by example.app[0]')
    assert not list(check_together([("a.nomad", first), ("b.nomad", second)], [edge, replace(edge, name="edge-2")]))
