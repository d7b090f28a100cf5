"""Every kind of finding about nodes and CNI networks."""

from __future__ import annotations

from jobspec.nodes.cni_findings import CNI_FINDINGS
from jobspec.nodes.finding_kind import FindingKind
from jobspec.nodes.node_findings import NODE_FINDINGS

FINDINGS: tuple[FindingKind, ...] = tuple(kind() for kind in (*CNI_FINDINGS, *NODE_FINDINGS))
