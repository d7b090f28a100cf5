"""Rehearsals with the real plugins, each on a machine of its own: a network and mount namespace in which nothing else happens.

Needs root and Debian's packages containernetworking-plugins, iptables and iproute2; skipped with the reason where they are not.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
MACHINE = Path(__file__).with_name("machine.py")
PLUGINS = "/usr/lib/cni"

JOB = """
job "web" {
  group "bridged" {
    network {
      mode = "bridge"
      port "http" {
        static       = 443
        host_network = "public"
      }
      port "metrics" {
        to = 9100
      }
    }
    task "t" {
      driver = "exec"
    }
  }
  group "lan" {
    count = 2
    network {
      mode = "cni/lan"
      port "http" {
        to = 80
      }
    }
    task "t" {
      driver = "exec"
    }
  }
  group "wire" {
    network {
      mode = "cni/wire"
      port "http" {
        to = 80
      }
    }
    task "t" {
      driver = "exec"
    }
  }
  group "host" {
    network {
      port "http" {}
    }
    task "t" {
      driver = "exec"
    }
  }
}
"""
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
def inputs(tmp_path: Path) -> tuple[str, ...]:
    """A job with a group for each kind of network, and a node."""
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
    (tmp_path / "web.nomad").write_text(JOB)
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


def on_a_machine(*arguments: str, when: Path | None = None, signal: str = "") -> dict[str, Any]:
    """Run `jobspec ARGUMENTS…` on a fresh machine; send a signal when a file appears. What was there before and after, and the answer."""
    request = {"arguments": arguments, "when": str(when or ""), "signal": signal, "root": str(ROOT)}
    command = ["unshare", "--net", "--mount", "--propagation", "private", sys.executable, str(MACHINE)]
    done = subprocess.run(command, input=json.dumps(request), capture_output=True, text=True, check=True, timeout=100)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_every_kind_of_network_is_as_planned_and_nothing_is_left(inputs: tuple[str, ...]) -> None:
    told = on_a_machine("rehearse", *inputs, "--cni-path", PLUGINS, "--format", "json")
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


def test_a_plugin_that_fails_is_a_difference_and_everything_is_taken_down(inputs: tuple[str, ...], plugins: Path) -> None:
    wrap(plugins, "firewall", """[ "$CNI_COMMAND" = DEL ] || { echo '{"code": 11, "msg": "no luck"}'; exit 1; }""")
    told = on_a_machine("rehearse", *inputs, "--cni-path", str(plugins))
    assert told["code"] == 1
    assert "✗  ADD firewall" in told["out"]
    assert "no luck" in told["out"]
    calls = (plugins.parent / "calls").read_text().split("\n")
    assert calls[-6:-1] == ["DEL portmap", "DEL firewall", "DEL bridge", "DEL host-local", "DEL loopback"]
    assert told["after"] == told["before"]


def test_a_signal_ends_it_and_everything_is_taken_down(inputs: tuple[str, ...], plugins: Path) -> None:
    there = plugins.parent / "there"
    wrap(plugins, "ptp", f'[ "$CNI_COMMAND" = DEL ] || {{ touch {there}; sleep 60; }}')
    told = on_a_machine("rehearse", *inputs, "--cni-path", str(plugins), when=there, signal="SIGTERM")
    assert told["code"] == 130
    assert "Broken off. Everything is taken down." in told["out"]
    calls = (plugins.parent / "calls").read_text().splitlines()
    assert calls[calls.index("ADD ptp") + 1 :] == [
        "DEL portmap", "DEL ptp", "DEL host-local",
        *("DEL portmap", "DEL bridge", "DEL host-local") * 2,
        "DEL portmap", "DEL firewall", "DEL bridge", "DEL host-local", "DEL loopback",
    ]  # fmt: skip
    assert told["after"] == told["before"]


def test_killed_half_way_the_kernel_takes_it_down_and_the_next_run_sweeps(inputs: tuple[str, ...], plugins: Path) -> None:
    there = plugins.parent / "there"
    wrap(plugins, "ptp", f"touch {there}; exec sleep 60")
    told = on_a_machine("rehearse", *inputs, "--cni-path", str(plugins), when=there, signal="SIGKILL")
    assert told["code"] == -9
    for part in ("links", "namespaces", "rules", "processes"):
        assert told["after"][part] == told["before"][part], part
    left = sorted(set(told["after"]["files"]) - set(told["before"]["files"]))
    assert (left[0], left[-1], len(left)) == ("/run/jobspec-rehearse", "/var/lib/cni", 3)  # and the journal, which names the folder
    assert told["swept"] == told["before"]
