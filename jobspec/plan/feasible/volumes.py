"""Host volumes and CSI volumes (HostVolumeChecker, CSIVolumeChecker), as far as a node's description can tell."""

from __future__ import annotations

from jobspec.models.job_group import TaskGroup
from jobspec.models.job_volumes import VolumeRequest
from jobspec.models.node import Node
from jobspec.models.plan import Reason
from jobspec.plan.feasible.findings import Findings
from jobspec.plan.feasible.names import Names


def check_volumes(group: TaskGroup, node: Node, names: Names, findings: Findings) -> None:
    """Every volume that the node lacks. Where each allocation has a volume of its own, the first one's is looked for."""
    for request in (group.volumes or {}).values():
        source = f"{request.source}[0]" if request.per_alloc else request.source
        if request.type == "host":
            _host(request, source, node, names, findings)
        elif request.type == "csi":
            _csi(request, source, node, findings)


def _host(request: VolumeRequest, source: str, node: Node, names: Names, findings: Findings) -> None:
    span = request.span_of("source")
    volume = node.host_volumes.get(source)
    words = "missing compatible host volumes"
    if volume is None:
        findings.against(Reason(code="NODE214", nomad=words, span=span, help=names.advice(source, "host volume"),
                                message=f'volume "{request.name}": the node has no host volume "{source}"'), "host_volumes")
    elif volume.id:
        findings.assume(f'the dynamic host volume "{source}" is ready and may be used as volume "{request.name}" asks')
    elif request.sticky:
        findings.against(Reason(code="NODE214", nomad=words, span=request.span_of("sticky"),
                                message=f'volume "{request.name}" is sticky, which the static host volume "{source}" cannot be'),
                         f"host_volumes.{source}")
    elif volume.read_only and not request.read_only:
        findings.against(Reason(code="NODE214", nomad=words, span=request.span_of("read_only"), help="Set read_only = true.",
                                message=f'volume "{request.name}": the host volume "{source}" is read-only on the node'),
                         f"host_volumes.{source}")


def _csi(request: VolumeRequest, source: str, node: Node, findings: Findings) -> None:
    """Which plugin serves a volume only the servers know; a node without any plugin cannot mount it."""
    if node.attributes_known and not node.csi_plugins:
        findings.against(Reason(code="NODE215", span=request.span_of("source"), nomad=f"missing CSI volume(s) {source}",
                                message=f'volume "{request.name}": no CSI plugin runs on the node, so that it cannot mount "{source}"'),
                         "csi_plugins")
    else:
        findings.assume(f'the CSI volume "{source}" exists, its plugin is healthy on the node, and it is free to be claimed')
