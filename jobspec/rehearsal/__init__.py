"""A plan tried out with the real CNI plugins, in namespaces that vanish afterwards.

This package runs programs as root, which the rest of jobspec never does. A child process holds a scratch host (network and mount
namespaces of its own) and reports through a pipe; the kernel kills it with its parent and removes its namespaces with it.
"""

from __future__ import annotations

from jobspec.rehearsal.outcome import Finding, Rehearsal
from jobspec.rehearsal.supervisor import rehearse

__all__ = ["Finding", "Rehearsal", "rehearse"]
