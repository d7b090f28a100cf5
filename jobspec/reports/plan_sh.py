"""The plan's CNI calls as a POSIX shell script that runs them, plugin to plugin, and takes everything down again."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jobspec.models.plan import Allocation, CniCall, Plan
from jobspec.plan.admin_chain import admin_rules
from jobspec.reports.plan_view import PlanView
from jobspec.reports.plan_words import plugin_in_words
from jobspec.reports.visible import visible
from jobspec.version import VERSION

#: Set by the script itself: where the plugins are found on the machine that it runs on.
_OWN = ("CNI_PATH", "CNI_COMMAND")


def render(plan: Plan, view: PlanView) -> str:
    """A whole script; `sh -n` and shellcheck find nothing in it. Allocations without a network of their own have no part in it."""
    allocations = [a for group in plan.groups for a in group.allocations if a.cni is not None and a.cni.add]
    nodes = list(dict.fromkeys(allocation.node for allocation in allocations))
    head = f"# The networks of job {visible(plan.job.id)}, built as Nomad 2.0.6 would build them; written by jobspec {VERSION}.\n"
    if not allocations:
        return f"#!/bin/sh\n{head}# No allocation of this plan has a network that CNI plugins build.\nset -eu\n"
    runtime = Path(__file__).with_name("plan_runtime.sh").read_text(encoding="utf-8")
    parts = [
        "#!/bin/sh\n" + head + _note(plan),
        "set -eu\n",
        f"job={shlex.quote(plan.job.id)}",
        f': "${{CNI_PATH:={_path(allocations)}}}"\n',
        runtime.split("\n", 1)[1],
    ]
    for number, allocation in enumerate(allocations, 1):
        parts += [_add(number, allocation), _delete(number, allocation)]
    parts.append(_main(allocations, nodes))
    return "\n".join(parts)


def _note(plan: Plan) -> str:
    missing = [g.name for g in plan.groups if len(g.allocations) < g.count]
    return "".join(f"# Group {visible(name)} is not fully placed: this script builds what is.\n" for name in missing)


def _path(allocations: Sequence[Allocation]) -> str:
    """CNI_PATH of the plan, as it stands inside double quotes and a default value."""
    cni = allocations[0].cni
    path = "" if cni is None else cni.add[0].env.get("CNI_PATH", "")
    return "".join(f"\\{c}" if c in '\\"$`}' else c for c in path)


def _add(number: int, allocation: Allocation) -> str:
    """`add_N`: the namespace, what Nomad itself puts into the packet filter, then a block for each plugin."""
    cni = allocation.cni
    assert cni is not None
    lines = [f"# {visible(allocation.name)} on {visible(allocation.node)}: {visible(cni.config)}"]
    if allocation.network.failure is not None:
        lines.append(f"# Nomad would fail here: {visible(allocation.network.failure.message)}")
    lines.append(f"add_{number}() {{")
    lines.append(f"  say {shlex.quote('adding ' + allocation.name)}")
    lines.append(f"  new_namespace {shlex.quote(namespace_of(cni.add[0]))}")
    lines += [f"  admin_rule {_words(r.command, r.chain, r.bridge, r.subnet)}" for r in admin_rules(allocation)]
    for step, call in enumerate(cni.add, 1):
        lines.append(f"\n  # {step}. {visible(call.plugin)}: {visible(plugin_in_words(call))}")
        lines += _call(number, call, "ADD")
    lines.append(f'  say {shlex.quote("result of " + allocation.name)}\n  cat "$state/{number}.json"\n}}\n')
    return "\n".join(lines)


def _delete(number: int, allocation: Allocation) -> str:
    """`del_N`: the same in reverse; a plugin that fails does not keep the others from being called."""
    cni = allocation.cni
    assert cni is not None
    lines = [f"del_{number}() {{", f"  say {shlex.quote('taking down ' + allocation.name)}"]
    for call in cni.delete:
        lines.append(f"\n  # {visible(call.plugin)}")
        lines += _call(number, call, "DEL")
    lines.append(f"  no_namespace {shlex.quote(namespace_of(cni.add[0]))}")
    lines.append(f'  rm -f "$state/{number}.json"\n}}\n')
    return "\n".join(lines)


def _call(number: int, call: CniCall, command: str) -> Iterator[str]:
    """One invocation: the configuration on standard input, the environment before the plugin's name."""
    chained = "prevResult" in call.stdin
    filter = f'with_previous "$state/{number}.json"' if chained else "cat"
    environment = [shlex.quote(f"{name}={value}") for name, value in sorted(call.env.items()) if name not in _OWN]
    yield f"  {filter} <<'JSON' >\"$state/stdin\""
    yield _json(call.stdin)
    yield "JSON"
    yield " \\\n    ".join([f"  plugin {command} {shlex.quote(call.plugin)} {number}", *environment])


def _words(*words: str) -> str:
    return " ".join(shlex.quote(word) for word in words)


def _json(value: dict[str, Any]) -> str:
    from json import dumps

    return dumps(value, indent=2)


def _main(allocations: Sequence[Allocation], nodes: Sequence[str]) -> str:
    """Which allocations are of this machine, and the command line."""
    if len(nodes) == 1:
        cases = [f"numbers='{' '.join(str(n) for n in range(1, len(allocations) + 1))}'"]
    else:
        cases = ["case ${NODE-} in"]
        for node in nodes:
            numbers = " ".join(str(n) for n, allocation in enumerate(allocations, 1) if allocation.node == node)
            cases.append(f"  {shlex.quote(node)}) numbers='{numbers}' ;;")
        known = shlex.quote(f"the plan is for several nodes: say which this is with NODE= one of: {', '.join(nodes)}")
        cases += [f"  *) fail {known} ;;", "esac"]
    return "\n".join(cases) + '\nmain "$@"\n'


def namespace_of(call: CniCall) -> str:
    """The path of the namespace that a call works in."""
    return call.env.get("CNI_NETNS", "")
