"""Rehearsals with the real plugins, each on a machine of its own: a network and mount namespace in which nothing else happens.

Needs root and Debian's packages containernetworking-plugins, iptables and iproute2; skipped with the reason where they are not.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jobspec.rehearsal.comparison import differences

ROOT = Path(__file__).parents[2]
MACHINE = Path(__file__).with_name("machine.py")
PLUGINS = "/usr/lib/cni"

#: Network blocks of the groups, a group for each kind of network.
NETWORKS = {
    "bridged": 'mode = "bridge"\nport "http" {\nstatic = 443\nhost_network = "public"\n}\nport "metrics" {\nto = 9100\n}',
    "lan": 'mode = "cni/lan"\nport "http" {\nto = 80\n}',
    "wire": 'mode = "cni/wire"\nport "http" {\nto = 80\n}',
    "host": 'port "http" {}',
}
COUNTS = {"lan": 2}


def job_of(*names: str) -> str:
    """A job with some of the groups."""
    task = 'task "t" {\ndriver = "exec"\n}'
    groups = (f'group "{name}" {{\ncount = {COUNTS.get(name, 1)}\nnetwork {{\n{NETWORKS[name]}\n}}\n{task}\n}}' for name in names)
    return 'job "web" {\n' + "\n".join(groups) + "\n}\n"


CLIENT = 'client {\n  enabled = true\n  host_network "public" {\n    cidr = "203.0.113.0/24"\n  }\n}\n'
PORTMAP = {"type": "portmap", "capabilities": {"portMappings": True}, "snat": True}


def network(name: str, plugin: str, subnet: str, **options: object) -> str:
    ipam = {"type": "host-local", "ranges": [[{"subnet": subnet}]], "routes": [{"dst": "0.0.0.0/0"}]}
    main = {"type": plugin, "ipMasq": True, "ipam": ipam, **options}
    return json.dumps({"cniVersion": "1.0.0", "name": name, "plugins": [main, PORTMAP]})


def why_not() -> str:
    """What keeps these tests from running here; empty where nothing does."""
    if sys.platform != "linux":
        return "this is not Linux"
    if os.geteuid() != 0:
        return "not root"
    absent = [name for name in ("bridge", "ptp", "portmap", "host-local", "firewall", "loopback") if not Path(PLUGINS, name).exists()]
    absent += [name for name in ("ip", "iptables", "iptables-save", "unshare") if shutil.which(name) is None]
    if absent:
        return f"not installed: {', '.join(absent)} (apt-get install containernetworking-plugins iptables iproute2)"
    done = subprocess.run(["unshare", "--net", "--mount", "true"], capture_output=True, text=True, check=False)
    return done.stderr.strip() if done.returncode else ""


REASON = why_not()
pytestmark = pytest.mark.skipif(bool(REASON), reason=f"rehearsals cannot be held here: {REASON}")


@pytest.fixture
def inputs(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[str, ...]:
    """A job with the groups that the test names, all of them if it names none, and a node."""
    node = tmp_path / "node"
    shutil.copytree(ROOT / "fixtures/runs/ingress-public-and-default/node/facts", node / "facts")
    facts = json.loads((node / "facts/node.json").read_text())
    for mode in ("cni/lan", "cni/wire"):
        facts["NodeResources"]["NodeNetworks"].append({"Mode": mode})
        facts["NodeResources"]["Networks"].append({"Mode": mode})
    (node / "facts/node.json").write_text(json.dumps(facts))
    (node / "client.hcl").write_text(CLIENT)
    (node / "cni").mkdir()
    (node / "cni/lan.conflist").write_text(network("lan", "bridge", "10.77.0.0/24", bridge="lan0", isGateway=True))
    (node / "cni/wire.conflist").write_text(network("wire", "ptp", "10.78.0.0/24"))
    (tmp_path / "web.nomad").write_text(job_of(*getattr(request, "param", NETWORKS)))
    return (str(tmp_path / "web.nomad"), "--node", str(node))


@pytest.fixture
def plugins(tmp_path: Path) -> Path:
    """A folder with wrappers of the real plugins that note each call in the file `calls` beside it."""
    folder = tmp_path / "plugins"
    folder.mkdir()
    for real in Path(PLUGINS).iterdir():
        wrap(folder, real.name)
    return folder


def wrap(folder: Path, name: str, before: str = "") -> None:
    path = folder / name
    path.write_text(f'#!/bin/sh\necho "$CNI_COMMAND {name}" >>{folder.parent}/calls\n{before}\nexec {PLUGINS}/{name}\n')
    path.chmod(0o755)


JOBSPEC = (sys.executable, str(ROOT / "cli.py"))


def on_a_machine(*command: str, when: Path | None = None, signal: str = "", afterwards: tuple[str, ...] = ()) -> dict[str, Any]:
    """Run a command on a fresh machine, and one `afterwards`; send a signal when a file appears. What was there before and after."""
    environment = {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "CNI_PATH": PLUGINS}
    request = {"command": command, "when": str(when or ""), "signal": signal, "environment": environment, "afterwards": afterwards}
    machine = ["unshare", "--net", "--mount", "--propagation", "private", sys.executable, str(MACHINE)]
    done = subprocess.run(machine, input=json.dumps(request), capture_output=True, text=True, check=True, timeout=100)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_every_kind_of_network_is_as_planned_and_nothing_is_left(inputs: tuple[str, ...]) -> None:
    told = on_a_machine(*JOBSPEC, "rehearse", *inputs, "--cni-path", PLUGINS, "--format", "json")
    assert told["code"] == 0, told["err"] + told["out"]
    (outcome,) = json.loads(told["out"])
    assert outcome["complete"]
    assert {finding["verdict"] for finding in outcome["findings"]} == {"as planned"}
    tried = [(f["allocation"], f["subject"]) for f in outcome["findings"] if "HTTP" in f["subject"]]
    ways = ("HTTP from outside", "HTTP from the host")
    assert [(allocation, subject.split(": ")[1]) for allocation, subject in tried] == [
        (allocation, way)
        for allocation in ("web.bridged[0]", "web.bridged[0]", "web.lan[0]", "web.lan[1]", "web.wire[0]", "web.host[0]")
        for way in ways
    ]
    assert "http 203.0.113.10:443: HTTP from outside" in [subject for _, subject in tried]
    assert told["after"] == told["before"]


def test_the_announcements_example_in_containers_of_docker_is_as_planned() -> None:
    folder = ROOT / "fixtures/announcement"
    arguments = (str(folder / "ingress.nomad"), "--node", str(folder / "client.hcl"), "--cni-path", PLUGINS)
    told = on_a_machine(*JOBSPEC, "rehearse", *arguments)
    assert told["code"] == 0, told["err"] + told["out"]
    assert "https 203.0.113.1:443: HTTP from outside" in told["out"]
    assert told["after"] == told["before"]


@pytest.mark.parametrize("inputs", [("wire",)], indirect=True)
def test_an_allocation_of_nomads_api_gets_the_address_that_it_has(inputs: tuple[str, ...], tmp_path: Path) -> None:
    made = {
        "ID": "b454209b-1abe-e252-59b8-f6e773689135", "Name": "web.wire[0]", "JobID": "web", "TaskGroup": "wire", "Namespace": "default",
        "NodeID": json.loads((tmp_path / "node/facts/node.json").read_text())["ID"],
        "AllocatedResources": {"Shared": {"Ports": [{"Label": "http", "Value": 23705, "To": 80, "HostIP": "192.0.2.10"}]}},
        "NetworkStatus": {"InterfaceName": "eth0", "Address": "10.78.0.77"},
    }  # fmt: skip
    (tmp_path / "alloc.json").write_text(json.dumps(made))
    told = on_a_machine(*JOBSPEC, "rehearse", *inputs, "--cni-path", PLUGINS, "--alloc", str(tmp_path / "alloc.json"))
    assert told["code"] == 0, told["err"] + told["out"]
    assert re.search(r"✓  addresses of eth0 +10\.78\.0\.77\n", told["out"])
    assert "http 192.0.2.10:23705: HTTP from outside" in told["out"]


@pytest.mark.parametrize("inputs", [("bridged",)], indirect=True)
def test_a_plugin_that_fails_is_a_difference_and_everything_is_taken_down(inputs: tuple[str, ...], plugins: Path) -> None:
    wrap(plugins, "firewall", """[ "$CNI_COMMAND" = DEL ] || { echo '{"code": 11, "msg": "no luck"}'; exit 1; }""")
    told = on_a_machine(*JOBSPEC, "rehearse", *inputs, "--cni-path", str(plugins))
    assert told["code"] == 1
    assert "✗  ADD firewall" in told["out"]
    assert "no luck" in told["out"]
    calls = (plugins.parent / "calls").read_text().split("\n")
    assert calls[-6:-1] == ["DEL portmap", "DEL firewall", "DEL bridge", "DEL host-local", "DEL loopback"]
    assert told["after"] == told["before"]


@pytest.mark.parametrize("inputs", [("bridged", "wire")], indirect=True)
def test_a_signal_ends_it_and_everything_is_taken_down(inputs: tuple[str, ...], plugins: Path) -> None:
    there = plugins.parent / "there"
    wrap(plugins, "ptp", f'[ "$CNI_COMMAND" = DEL ] || {{ touch {there}; sleep 60; }}')
    told = on_a_machine(*JOBSPEC, "rehearse", *inputs, "--cni-path", str(plugins), when=there, signal="SIGTERM")
    assert told["code"] == 130
    assert "Broken off. Everything is taken down." in told["out"]
    calls = (plugins.parent / "calls").read_text().splitlines()
    assert calls[calls.index("ADD ptp") + 1 :] == [
        "DEL portmap", "DEL ptp", "DEL host-local",
        "DEL portmap", "DEL firewall", "DEL bridge", "DEL host-local", "DEL loopback",
    ]  # fmt: skip
    assert told["after"] == told["before"]


@pytest.mark.parametrize("inputs", [("bridged", "wire")], indirect=True)
def test_killed_half_way_the_kernel_takes_it_down_and_the_next_run_sweeps(inputs: tuple[str, ...], plugins: Path) -> None:
    there = plugins.parent / "there"
    wrap(plugins, "ptp", f"touch {there}; exec sleep 60")
    told = on_a_machine(
        *JOBSPEC,
        "rehearse",
        *inputs,
        "--cni-path",
        str(plugins),
        when=there,
        signal="SIGKILL",
        afterwards=(*JOBSPEC, "rehearse", "--clean"),
    )
    assert told["code"] == -9
    for part in ("links", "namespaces", "rules", "processes"):
        assert told["after"][part] == told["before"][part], part
    left = sorted(set(told["after"]["files"]) - set(told["before"]["files"]))
    assert (left[0], left[-1], len(left)) == ("/run/jobspec-rehearse", "/var/lib/cni", 3)  # and the journal, which names the folder
    assert told["swept"] == told["before"]


def test_the_script_of_a_plan_gives_the_planned_results_and_leaves_what_a_client_leaves(inputs: tuple[str, ...], tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for name in ("sh", "json"):
        done = subprocess.run([*JOBSPEC, "plan", *inputs, "--format", name], env=environment, capture_output=True, text=True, check=True)
        (tmp_path / f"plan.{name}").write_text(done.stdout)
    told = on_a_machine("sh", str(tmp_path / "plan.sh"))
    assert told["code"] == 0, told["err"]
    results, rest = [], told["out"].strip()
    while rest:
        result, end = json.JSONDecoder().raw_decode(rest)
        results.append(result)
        rest = rest[end:].lstrip()
    groups = json.loads((tmp_path / "plan.json").read_text())["groups"]
    planned = [a["cni"]["add"][-1]["result"] for group in groups for a in group["allocations"] if a["cni"]]
    assert len(planned) == 4
    assert [differences(expected, found) for expected, found in zip(planned, results, strict=True)] == [[]] * 4
    before, after = told["before"], told["after"]
    assert (after["namespaces"], after["processes"]) == (before["namespaces"], before["processes"])
    assert set(after["links"]) - set(before["links"]) == {"nomad", "lan0"}
    assert not [rule for rule in after["rules"] if "10.7" in rule and "CNI" in rule]
