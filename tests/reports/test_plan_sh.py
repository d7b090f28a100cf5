"""The script of a plan: as text, for shellcheck, and run with stand-ins for root, ip and the plugins."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from jobspec.models.plan import Plan
from jobspec.reports.plan_sh import render
from jobspec.reports.plan_view import PlanView
from jobspec.version import VERSION

#: Notes its name, command, folder of plugins and standard input in $LOG; answers with a result of its own; fails where it is told to.
PLUGIN = """#!/bin/sh
name=${0##*/}
stdin=$(cat)
call="{\\"plugin\\": \\"$name\\", \\"command\\": \\"$CNI_COMMAND\\", \\"path\\": \\"$CNI_PATH\\", \\"stdin\\": $stdin}"
printf '%s' "$call" | tr -d '\\n' >>"$LOG"
echo >>"$LOG"
if [ "$CNI_COMMAND $name" = "${FAIL-}" ]; then echo '{"code": 7, "msg": "no luck"}'; exit 1; fi
if [ "$CNI_COMMAND" = ADD ]; then echo "{\\"by\\": \\"$name\\"}"; fi
"""
TOOLS = {
    "mount": ":",
    "umount": ":",
    "id": "echo 0",
    "ip": 'echo "ip $*" >>"$LOG.tools"',
    "iptables": 'echo "iptables $*" >>"$LOG.tools"; [ "$2" != -C ]',
}


class Machine:
    """A folder of stand-ins, and what was called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"
        for name, body in TOOLS.items():
            self.add_program(name, body)
        for name in ("loopback", "bridge", "firewall", "portmap"):
            self._program(folder / "plugins" / name, PLUGIN)

    def _program(self, path: Path, text: str) -> None:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)

    def add_program(self, name: str, body: str) -> None:
        self._program(self.folder / "bin" / name, f"#!/bin/sh\n{body}\n")

    def run(self, script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        (self.folder / "plan.sh").write_text(script)
        env = {"PATH": f"{self.folder / 'bin'}:/usr/bin:/bin", "CNI_PATH": str(self.folder / "plugins")}
        env |= {"STATE": str(self.folder / "state"), "LOG": str(self.log), **environment}
        return subprocess.run(["sh", self.folder / "plan.sh", *arguments], env=env, capture_output=True, text=True, check=False)

    def calls(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def names(self) -> list[str]:
        return [f"{call['command']} {call['plugin']}" for call in self.calls()]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def script(planned: Callable[..., Plan]) -> str:
    return render(planned("ingress-public-and-default"), PlanView())


ADDS = ["ADD loopback", "ADD bridge", "ADD firewall", "ADD portmap"]
DELS = ["DEL portmap", "DEL firewall", "DEL bridge", "DEL loopback"]


@pytest.mark.parametrize("name", ["ingress", "api"])
def test_scripts_of_the_announcements_examples(name: str, announced, golden) -> None:
    golden(f"announced-{name}.sh", render(announced(name), PlanView()).replace(f"jobspec {VERSION}", "jobspec VERSION"))


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
@pytest.mark.parametrize("run", ["ingress-public-and-default", "cni-and-bridge-groups", "system-job"])
def test_shellcheck_finds_nothing(run: str, planned, tmp_path: Path) -> None:
    (tmp_path / "plan.sh").write_text(render(planned(run), PlanView()))
    done = subprocess.run(["shellcheck", tmp_path / "plan.sh"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_plugins_are_called_in_order_and_taken_down_in_reverse(machine: Machine, script: str) -> None:
    done = machine.run(script)
    assert done.returncode == 0, done.stderr
    assert machine.names() == ADDS + DELS
    assert not (machine.folder / "state").exists()
    tools = (machine.folder / "log.tools").read_text()
    assert tools.startswith("ip netns add ")
    assert "iptables -w -A NOMAD-ADMIN -o nomad -d 172.26.64.0/20 -j ACCEPT" in tools


def test_each_result_is_the_next_plugins_prev_result(machine: Machine, script: str) -> None:
    machine.run(script)
    previous = [call["stdin"].get("prevResult") for call in machine.calls()]  # type: ignore[attr-defined]
    assert previous == [None, {"by": "loopback"}, {"by": "bridge"}, {"by": "firewall"}] + [{"by": "portmap"}] * 4
    assert {call["path"] for call in machine.calls()} == {str(machine.folder / "plugins")}


def test_standard_input_is_that_of_the_plan(machine: Machine, script: str, planned) -> None:
    machine.run(script)
    cni = planned("ingress-public-and-default").groups[0].allocations[0].cni
    for call, made in zip((*cni.add, *cni.delete), machine.calls(), strict=True):
        assert {**made["stdin"], "prevResult": 0} == {**call.stdin, "prevResult": 0}  # type: ignore[dict-item]


def test_python_takes_the_place_of_jq(machine: Machine, script: str) -> None:
    for name in ("sh", "cat", "env", "rm", "mv", "mkdir", "rmdir", "tr"):
        found = shutil.which(name)
        assert found is not None
        (machine.folder / "bin" / name).symlink_to(found)
    machine.add_program("python3", f'exec "{sys.executable}" "$@"')
    machine.run(script, PATH=str(machine.folder / "bin"))
    assert machine.calls()[3]["stdin"]["prevResult"] == {"by": "firewall"}  # type: ignore[index]


def test_a_plugin_that_fails_ends_the_script_and_everything_is_taken_down(machine: Machine, script: str) -> None:
    done = machine.run(script, FAIL="ADD firewall")
    assert done.returncode == 1
    assert "no luck" in done.stderr
    assert machine.names() == ADDS[:3] + DELS


def test_a_failing_teardown_does_not_stop_the_others(machine: Machine, script: str) -> None:
    done = machine.run(script, FAIL="DEL firewall")
    assert "DEL firewall failed" in done.stderr
    assert machine.names() == ADDS + DELS


def test_add_leaves_it_standing_and_del_takes_it_down_with_the_real_result(machine: Machine, script: str) -> None:
    assert machine.run(script, "add").returncode == 0
    assert machine.names() == ADDS
    assert machine.run(script, "del").returncode == 0
    assert machine.names() == ADDS + DELS
    assert machine.calls()[-1]["stdin"]["prevResult"] == {"by": "portmap"}  # type: ignore[index]


def test_what_is_missing_is_said_before_anything_is_made(machine: Machine, script: str) -> None:
    machine.add_program("id", "echo 1000")
    done = machine.run(script)
    assert (done.returncode, machine.log.exists()) == (2, False)
    assert "this needs root" in done.stderr
    assert machine.run(script, "up").returncode == 2


def test_a_plan_for_several_nodes_wants_to_know_which_one_this_is(machine: Machine, planned) -> None:
    plan = planned("ingress-public-and-default")
    group = plan.groups[0]
    second = replace(group.allocations[0], name="ingress.proxy[1]", node="it's")
    script = render(replace(plan, groups=(replace(group, allocations=(*group.allocations, second)),)), PlanView())
    done = machine.run(script)
    assert done.returncode == 2
    assert "say which this is with NODE= one of: vm, it's" in done.stderr
    assert machine.run(script, NODE="it's").returncode == 0
    assert len(machine.calls()) == 8


def test_names_from_a_job_cannot_become_commands(machine: Machine, planned) -> None:
    plan = planned("ingress-public-and-default")
    evil = 'x\'; touch "$STATE.evil"; $(touch $STATE.evil) `touch $STATE.evil`\ntouch $STATE.evil\nJSON\ntouch $STATE.evil\n'
    (group,) = plan.groups
    (allocation,) = group.allocations
    assert allocation.cni is not None
    calls = [replace(c, env={**c.env, "CNI_ARGS": evil}, stdin={**c.stdin, "name": evil, evil: evil}) for c in allocation.cni.add]
    other = replace(calls[0], plugin=evil, path=evil)
    cni = replace(allocation.cni, config=evil, add=(*calls, other), delete=(other, *calls))
    job = replace(plan.job, id=evil)
    groups = (replace(group, name=evil, allocations=(replace(allocation, name=evil, node=evil, cni=cni),)),)
    done = machine.run(render(replace(plan, job=job, groups=groups), PlanView()))
    assert "there is no plugin" in done.stderr
    assert machine.names()[:4] == ADDS
    assert [path.name for path in machine.folder.iterdir() if "evil" in path.name] == []


def test_without_cni_calls_there_is_nothing_to_run(machine: Machine, planned) -> None:
    script = render(planned("system-job"), PlanView())
    assert "No allocation of this plan has a network that CNI plugins build" in script
    assert machine.run(script).returncode == 0
