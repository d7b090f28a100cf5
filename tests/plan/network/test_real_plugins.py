"""Predictions against what the real plugins (containernetworking/plugins 1.8.0, run by libcni 1.3.0) answered and left in iptables.

fixtures/cni/recorded.jsonl holds one scenario a line: lists by hand for each plugin and its errors, and generated ones. Hardware addresses
are left out, names of veth pairs are VETH.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from jobspec.models.node import Interface, Node
from jobspec.plan.network.chain import Outcome, Target, run_chain
from jobspec.plan.network.conf_list import ConfList
from jobspec.plan.network.results import CURRENT, converted, encoded
from jobspec.plan.network.state import NetworkState

FILE = Path(__file__).parents[3] / "fixtures/cni/recorded.jsonl"
SCENARIOS = [json.loads(line) for line in FILE.read_text().splitlines()]
PLUGINS = ("bandwidth", "bridge", "dummy", "firewall", "host-device", "host-local", "ipvlan", "loopback", "macvlan", "portmap", "ptp",
           "sbr", "static", "tuning", "vlan", "vrf")
NODE = Node(name="node", cni_path=("/tmp/cninet/shims",), cni_plugins=dict.fromkeys(PLUGINS, "v1.8.0"), routes=(),
            interfaces=tuple(Interface(name=name) for name in ("lo", "hd0", "hd1")))
VETH = re.compile(r"\bveth[0-9a-f]{8}\b")


def run(scenario: dict[str, Any]) -> list[Outcome]:
    state, outcomes = NetworkState(NODE, {}), []
    for step in scenario["steps"]:
        found = step["list"]
        conf = ConfList(found["name"], found.get("cniVersion", ""), tuple(found["plugins"]), "recorded")
        target = Target(step["id"], f"/var/run/netns/{step['id']}", "eth0", step["args"], {"portMappings": step["ports"]})
        outcomes.append(run_chain(conf, target, state))
    return outcomes


def without_random(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_random(item) for key, item in value.items() if key not in ("mac", "mtu")}
    if isinstance(value, list):
        return [without_random(item) for item in value]
    return VETH.sub("VETH", value) if isinstance(value, str) else value


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["name"])
def test_answers_and_errors_are_those_of_the_real_plugins(scenario: dict[str, Any]) -> None:
    for step, outcome in zip(scenario["steps"], run(scenario), strict=True):
        error = re.sub("0x[0-9a-f]+", "POINTER", outcome.error)
        assert error.removesuffix('dereference"') == step.get("error", "").removesuffix("dereference")
        assert [call.plugin for call in outcome.add] == step["called"]
        if "result" in step:
            assert outcome.result is not None
            assert without_random(encoded(converted(outcome.result, CURRENT))) == step["result"]


@pytest.mark.parametrize("scenario", [one for one in SCENARIOS if "rules" in one], ids=lambda scenario: scenario["name"])
def test_packet_rules_are_those_that_the_real_plugins_left(scenario: dict[str, Any]) -> None:
    found = set()
    for outcome in run(scenario):
        for rule in (rule for call in outcome.add for rule in call.rules):
            match = re.search(r": (ip6?tables -t (?:nat|filter) -A .*)", rule)
            if match is not None:
                found.add(match[1])
    assert sorted(VETH.sub("VETH", rule) for rule in found) == sorted(VETH.sub("VETH", rule) for rule in scenario["rules"])
