"""A plan tried out with the real CNI plugins, in namespaces that vanish afterwards.

This package runs programs as root, which the rest of jobspec never does. A child process holds a scratch host (network and mount
namespaces of its own) and reports through a pipe; the kernel kills it with its parent and removes its namespaces with it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from jobspec.models.node import Node
from jobspec.models.plan import Plan
from jobspec.rehearsal.outcome import Finding, Rehearsal

__all__ = ["Finding", "Rehearsal", "clean", "rehearse"]

NOT_LINUX = "a rehearsal needs Linux: network namespaces and CNI plugins exist nowhere else"


def rehearse(
    plan: Plan,
    nodes: Sequence[Node],
    cni_path: Sequence[str] = (),
    watch: Callable[[str], None] = lambda text: None,
    leases: bool = False,
) -> tuple[Rehearsal, ...]:
    """Rehearse what the plan places, node by node, and compare. `watch` is told each step.

    `cni_path`: folders of plugins, in the place of the plan's. `leases`: the plan stands on leases of others (it was made with `earlier` or
    `alloc`), so that its addresses are not those of a fresh machine. Nothing is left on the machine, also when this process is interrupted
    (the outcome is then not `complete`) or killed. Call it from the main thread, as it listens to signals.
    """
    if sys.platform != "linux":
        return tuple(Rehearsal(node=node.name, blocked=(NOT_LINUX,), complete=False) for node in nodes)
    from jobspec.rehearsal.supervisor import rehearse

    return rehearse(plan, nodes, cni_path, watch, leases)


def clean() -> list[str]:
    """Remove what rehearsals left that were killed; those still running are let alone. Returns what was removed."""
    if sys.platform != "linux":
        return []
    from jobspec.rehearsal.journal import clean

    return clean()
