"""SVC202: upstreams and transparent proxies."""

from __future__ import annotations

from jobspec.go_text import quote
from jobspec.models.job_connect import ConsulTransparentProxy
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_service import Service
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to

LARGEST_PORT = 65535


class UpstreamCollision(Rule):
    """Upstreams of a group that listen on one address, or a transparent proxy that cannot work.

    ## What it finds
    Two upstreams of a group with one address and port, or one socket; a transparent proxy together with another connect
    block, with `dns` in the network unless `no_dns = true`, or with an excluded port that is neither a number nor a static port's label.

    ## Why it matters
    `nomad job validate` without a server accepts the job; the server refuses it.

    ## Example
        network {
          mode = "bridge"
        }
        service {
          name = "web"
          connect {
            sidecar_service {
              proxy {
                upstreams {
                  destination_name = "db"
                  local_bind_port  = 5432
                }
                upstreams {
                  destination_name = "cache"
                  local_bind_port  = 5432
                }
              }
            }
          }
        }

    ## Use instead
        network {
          mode = "bridge"
        }
        service {
          name = "web"
          connect {
            sidecar_service {
              proxy {
                upstreams {
                  destination_name = "db"
                  local_bind_port  = 5432
                }
                upstreams {
                  destination_name = "cache"
                  local_bind_port  = 6379
                }
              }
            }
          }
        }
    """

    code = "SVC202"
    name = "upstream-collision"
    nomad = True

    def check_group(self, group: TaskGroup, context: Context) -> Findings:
        """job_endpoint_hook_connect.go groupConnectUpstreamsValidate."""
        listeners: dict[str, tuple[str, Service]] = {}
        connected = [service for service in group.services or () if service.connect is not None]
        transparent = None
        for service in connected:
            sidecar = service.connect.sidecar_service if service.connect is not None else None
            if sidecar is None or sidecar.proxy is None:
                continue
            name = context.service_name(service, None)
            for upstream in sidecar.proxy.upstreams or ():
                address = upstream.local_bind_address
                joined = f"[{address}]" if ":" in address else address
                listener = upstream.local_bind_socket_path or f"{joined}:{upstream.local_bind_port}"
                if listener in listeners:
                    other, first = listeners[listener]
                    yield self.at(
                        upstream.span_of("local_bind_port"),
                        f'upstream "{upstream.destination_name}" listens on "{listener}", like an upstream of service "{other}"',
                        nomad=f"Consul Connect services {quote(name)} and {quote(other)} in group {quote(group.name or '')} "
                        f"using same address for upstreams ({listener})",
                        related=related_to(first.span(), "the other service"),
                    )
                listeners[listener] = (name, service)
            if sidecar.proxy.transparent_proxy is not None:
                transparent = sidecar.proxy.transparent_proxy
                yield from self._transparent(transparent, group)
        if transparent is not None and len(connected) > 1:
            yield self.at(
                transparent.span() or group.span(),
                f"the group has a transparent proxy and {len(connected)} connect blocks; expected one",
                nomad="Consul Connect transparent proxy requires there is only one connect block",
            )

    def _transparent(self, proxy: ConsulTransparentProxy, group: TaskGroup) -> Findings:
        for network in group.networks or ():
            dns = network.dns
            if dns is not None and (dns.servers or dns.searches or dns.options) and not proxy.no_dns:
                yield self.at(
                    dns.span() or network.span(),
                    "the network sets dns, and the transparent proxy redirects it",
                    nomad="Consul Connect transparent proxy cannot be used with network.dns unless no_dns=true",
                    help="Set no_dns = true in transparent_proxy, or remove dns.",
                )
        labels = [port.label for network in group.networks or () for port in network.reserved_ports or ()]
        for label in proxy.exclude_inbound_ports or ():
            number = label.isascii() and label.isdigit() and int(label) <= LARGEST_PORT
            if not number and label not in labels:
                yield self.at(
                    proxy.span_of("exclude_inbound_ports"),
                    f'"{label}" is neither a port\'s number nor a static port of the group',
                    nomad=f"Consul Connect transparent proxy port {quote(label)} must be numeric or one of network.port labels",
                    slip=(label, labels),
                )
