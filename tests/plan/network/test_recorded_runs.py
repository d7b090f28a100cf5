"""Plugin calls, addresses and packet rules against runs recorded on a real client (Nomad 2.0.6, containernetworking/plugins 1.8)."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import jobspec
from jobspec.models.plan import AllocatedPort, AllocationNetwork, CniPlan
from jobspec.plan.network import NetworkState, build_network
from jobspec.plan.placed import Placed

RUNS = Path(__file__).parents[3] / "fixtures/runs"
MAC = re.compile(r"\b[0-9a-f]{2}(:[0-9a-f]{2}){5}\b")
VETH = re.compile(r"\bveth[0-9a-f]+\b")
Built = tuple[AllocationNetwork, CniPlan | None]


def with_networks() -> list[str]:
    """Runs of plain jobs: what an instance of another job gets follows from its plan."""
    records = {path.parent.name: json.loads(path.read_text()).get("jobs", {}) for path in RUNS.glob("*/recorded.json")}
    return sorted(name for name, jobs in records.items() if jobs and not any(job.get("dispatched") for job in jobs.values()))


def allocations_of(run: str) -> list[tuple[dict[str, Any], dict[str, Any], Built]]:
    """Each recorded allocation with its recorded job and what we make of it, in the order in which they came to their network."""
    record = json.loads((RUNS / run / "recorded.json").read_text())
    node = jobspec.load_node(RUNS / run / "node").value
    assert node is not None
    started = list(dict.fromkeys(call["env"]["CNI_CONTAINERID"] for call in record["cni"] if not call["delegated"]))
    state, found = NetworkState.of(node), []
    for file, recorded in sorted(record["jobs"].items()):
        job = jobspec.load_job(RUNS / run / file).value
        assert job is not None
        job = jobspec.admit_job(job)
        known = [allocation for allocation in recorded["allocations"] if allocation["ID"] in started]
        for allocation in sorted(known, key=lambda one: started.index(one["ID"])) or recorded["allocations"]:
            group = next(group for group in job.task_groups or () if group.name == allocation["TaskGroup"])
            ports = tuple(AllocatedPort(label=port["Label"], host_network="default", host_ip=port["HostIP"], host_port=port["Value"],
                                        to=port.get("To", 0)) for port in allocation["AllocatedResources"]["Shared"]["Ports"] or ())
            placed = Placed(job=job, group=group, node=node, name=allocation["Name"], index=allocation["Index"], id=allocation["ID"],
                            ports=ports)
            found.append((allocation, {**recorded, "cni": record["cni"]}, build_network(placed, state)))
    return found


def masked(value: Any) -> Any:
    """Without what is random: hardware addresses and names of veth pairs."""
    if isinstance(value, dict):
        return {key: masked(item) for key, item in value.items() if key != "mac"}
    if isinstance(value, list):
        return [masked(item) for item in value]
    return VETH.sub("VETH", MAC.sub("MAC", value)) if isinstance(value, str) else value


def calls_of(record: dict[str, Any], allocation: dict[str, Any], command: str) -> list[dict[str, Any]]:
    return [call for call in record["cni"] if not call["delegated"] and call["env"]["CNI_CONTAINERID"] == allocation["ID"]
            and call["env"]["CNI_COMMAND"] == command]


@pytest.mark.parametrize("run", with_networks())
def test_calls_are_those_that_were_recorded(run: str) -> None:
    for allocation, record, (_, cni) in allocations_of(run):
        for command, ours in (("ADD", cni.add if cni else ()), ("DEL", cni.delete if cni else ())):
            theirs = calls_of(record, allocation, command)
            assert [call.plugin for call in ours] == [call["plugin"] for call in theirs]
            for mine, other in zip(ours, theirs, strict=True):
                arguments = [sorted(env["CNI_ARGS"].split(";")) for env in (mine.env, other["env"])]
                assert arguments[0] == arguments[1]
                assert {**mine.env, "CNI_ARGS": ""} == {**other["env"], "CNI_ARGS": ""}
                assert masked(mine.stdin) == masked(other["stdin"])
                assert masked(mine.result) == masked(other["stdout"])


@pytest.mark.parametrize("run", with_networks())
def test_addresses_are_those_that_the_client_reported(run: str) -> None:
    for allocation, _, (network, _) in allocations_of(run):
        status = allocation["NetworkStatus"]
        if status:
            ours = {"Address": network.ip or "", "AddressIPv6": network.ipv6 or "", "InterfaceName": network.interface}
            assert ours == {key: status[key] for key in ours}


@pytest.mark.parametrize("run", with_networks())
def test_packet_rules_are_those_that_stood_while_the_allocations_ran(run: str) -> None:
    built = allocations_of(run)
    ours = {line for _, _, (_, cni) in built for call in (cni.add if cni else ()) for rule in call.rules
            if (line := rule.rpartition(": iptables -t ")[2]) != rule}
    saved = {f"{table} {line}" for _, record, _ in built for table in ("nat", "filter") for line in record[f"iptables_{table}"]
             if line.startswith("-A ")}
    if all(allocation["ClientStatus"] == "running" for allocation, _, _ in built):
        assert ours == saved


FAILURES = {
    "cni-mixed-case": "failed to initialize network configurator: failed to load CNI config: "
                      'CNI network config not found for name "mynet"',
    "cni-plugin-binary-missing": 'failed to setup alloc: pre-run hook "network" failed: failed to configure networking for alloc: '
                                 'failed to configure network: plugin type="calico-missing" failed (add): failed to find plugin '
                                 '"calico-missing" in path [/opt/cni/bin]',
    "hostname-and-dns": "failed to configure network manager: hostname is not currently supported on driver raw_exec",
    "mode-none-dynamic-and-static": 'failed to setup alloc: pre-run hook "network" failed: network already configured but not found in '
                                    "state",
}


@pytest.mark.parametrize("run", with_networks())
def test_failures_are_those_of_the_client_in_its_own_words(run: str) -> None:
    for allocation, _, (network, _) in allocations_of(run):
        assert (network.failure is not None) is (allocation["ClientStatus"] == "failed")
        assert (network.failure.nomad if network.failure else None) == FAILURES.get(run)
        events = [event for events in (allocation["TaskEvents"] or {}).values() for event in events if "failed to setup" in event]
        assert not events or (network.failure is not None and network.failure.nomad in events)
