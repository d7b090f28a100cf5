"""CNI_ARGS: what jobs, Nomad and Consul's transparent proxy tell plugins (networking_cni.go Setup)."""

from __future__ import annotations

import json
from typing import Any

from jobspec.models.job_connect import ConsulTransparentProxy
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_service import Service
from jobspec.models.plan import AllocatedPort
from jobspec.plan.network.failures import CONFIGURE, failed
from jobspec.plan.network.port_mappings import inner_port
from jobspec.plan.placed import Placed
from jobspec.plan.tasks.interpolation import Known


def cni_arguments(placed: Placed, known: Known, namespace: str) -> dict[str, str]:
    """The arguments by name. The client puts them in random order; here the job's come first, then Nomad's, which win."""
    found = {"IgnoreUnknown": "true"}
    for network in placed.group.networks or ():
        if network.cni is not None:
            found.update((key, known.filled(value)) for key, value in (network.cni.args or {}).items())
    job = placed.job
    own = {"NOMAD_REGION": job.region, "NOMAD_NAMESPACE": job.namespace, "NOMAD_JOB_ID": job.id, "NOMAD_GROUP_NAME": placed.group.name,
           "NOMAD_ALLOC_ID": placed.id}
    # a semicolon separates arguments: values with one are left out
    found.update((key, value or "") for key, value in own.items() if ";" not in (value or ""))
    proxied = transparent_service(placed.group)
    if proxied is not None:
        found["CONSUL_IPTABLES_CONFIG"] = json.dumps(_redirection(placed, *proxied, namespace), separators=(",", ":"))
    return found


def transparent_service(group: TaskGroup) -> tuple[Service, ConsulTransparentProxy] | None:
    """The service whose sidecar takes all traffic, and that proxy's settings."""
    for service in group.services or ():
        sidecar = service.connect.sidecar_service if service.connect is not None else None
        proxy = sidecar.proxy.transparent_proxy if sidecar is not None and sidecar.proxy is not None else None
        if proxy is not None:
            return service, proxy
    return None


def consul_dns(placed: Placed) -> str:
    """The address of Consul's DNS that a transparent proxy's namespace asks, empty where there is none."""
    proxied = transparent_service(placed.group)
    return "" if proxied is None or proxied[1].no_dns else _dns(placed, proxied[0].cluster or "")[0]


def _redirection(placed: Placed, service: Service, proxy: ConsulTransparentProxy, namespace: str) -> dict[str, Any]:
    """setupTransparentProxyArgs: the iptables configuration of Consul's SDK, in its own field names."""
    meta, ports = placed.node.meta, {port.label: port for port in placed.ports if port.task is None}
    outbound = proxy.outbound_port
    if not outbound:
        text = meta.get("connect.transparent_proxy.default_outbound_port", "")
        if not (text.isascii() and text.isdigit() and int(text) < 65536):
            why = "value out of range" if text.isdigit() else "invalid syntax"
            raise failed("NODE309", f'The node\'s meta value connect.transparent_proxy.default_outbound_port is "{text}": that is no port.',
                         f'{CONFIGURE}could not parse default_outbound_port "{text}" as port number: '
                         f'strconv.ParseUint: parsing "{text}": {why}')
        outbound = int(text)
    envoy = ports.get(f"connect-proxy-{service.name}")
    address, port = ("", 0) if proxy.no_dns else _dns(placed, service.cluster or "")
    return {
        "ConsulDNSIP": address,
        "ConsulDNSPort": port,
        "ProxyUserID": proxy.uid or meta.get("connect.transparent_proxy.default_uid", ""),
        "ProxyInboundPort": envoy.host_port if envoy is not None else 0,
        "ProxyOutboundPort": outbound,
        "ExcludeInboundPorts": _exposed(placed, service, proxy, ports) or None,
        "ExcludeOutboundPorts": [str(one) for one in proxy.exclude_outbound_ports] if proxy.exclude_outbound_ports else None,
        "ExcludeOutboundCIDRs": list(proxy.exclude_outbound_cidrs) if proxy.exclude_outbound_cidrs is not None else None,
        "ExcludeUIDs": list(proxy.exclude_uids) if proxy.exclude_uids is not None else None,
        "NetNS": namespace,
        "IptablesProvider": None,
    }


def _exposed(placed: Placed, service: Service, proxy: ConsulTransparentProxy, ports: dict[str, AllocatedPort]) -> list[str]:
    """Ports that stay reachable past the proxy: static ones, those that the proxy block excludes, exposed paths."""
    found = {str(port.to) for network in placed.group.networks or () for port in network.reserved_ports or ()}
    for label in proxy.exclude_inbound_ports or ():
        if label.isascii() and label.isdigit() and int(label) < 65536:
            found.add(label)
        elif label in ports:
            found.add(str(inner_port(ports[label])))
    sidecar = service.connect.sidecar_service if service.connect is not None else None
    expose = sidecar.proxy.expose if sidecar is not None and sidecar.proxy is not None else None
    for path in (expose.paths or ()) if expose is not None else ():
        if path.listener_port in ports:
            found.add(str(inner_port(ports[path.listener_port])))
    return sorted(found)


def _dns(placed: Placed, cluster: str) -> tuple[str, int]:
    """dnsFromAttrs."""
    middle = "" if cluster in ("", "default") else f"{cluster}."
    attributes = placed.node.attributes
    address, port = attributes.get(f"unique.consul.{middle}dns.addr", ""), attributes.get(f"consul.{middle}dns.port", "")
    if not address or port in ("", "0", "-1") or not port.isdigit() or int(port) > 65535:
        return "", 0
    return address, int(port)
