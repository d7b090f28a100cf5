"""SVC107: Consul gateways."""

from __future__ import annotations

from jobspec.go_text import quote
from jobspec.models.job_connect import ConsulConnect
from jobspec.models.job_gateway import (
    ConsulGateway,
    ConsulIngressConfigEntry,
    ConsulIngressListener,
    ConsulIngressService,
    ConsulTerminatingConfigEntry,
)
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule

PROTOCOLS = ("tcp", "http", "http2", "grpc")
DISCOVERY = ("STRICT_DNS", "LOGICAL_DNS")


class InvalidGateway(Rule):
    """A Consul gateway that Nomad refuses.

    ## What it finds
    Not exactly one of `ingress`, `terminating` and `mesh`; listeners without a port, services or a known protocol; services without a
    name; wildcards and hosts that the protocol does not allow; certificates without their counterpart; bad bind addresses.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        service {
          name = "entry"
          connect {
            gateway {
              ingress {
                listener {
                  port     = 8080
                  protocol = "https"
                  service {
                    name = "web"
                  }
                }
              }
            }
          }
        }

    ## Use instead
        service {
          name = "entry"
          connect {
            gateway {
              ingress {
                listener {
                  port     = 8080
                  protocol = "http"
                  service {
                    name  = "web"
                    hosts = ["example.com"]
                  }
                }
              }
            }
          }
        }
    """

    code = "SVC107"
    name = "invalid-gateway"
    nomad = True

    def check_connect(self, connect: ConsulConnect, context: Context) -> Findings:
        """structs.ConsulGateway.Validate."""
        gateway = connect.gateway
        if gateway is None or (context.in_service().provider or "consul") != "consul":
            return
        yield from self._proxy(gateway)
        if gateway.ingress is not None:
            yield from self._ingress(gateway.ingress)
        if gateway.terminating is not None:
            yield from self._terminating(gateway.terminating)
        kinds = [word for word in ("ingress", "terminating", "mesh") if getattr(gateway, word) is not None]
        if len(kinds) != 1:
            what = "none of" if not kinds else f"{' and '.join(kinds)}, and may have only one of"
            yield self.at(
                gateway.span() or connect.span(),
                f"the gateway has {what} ingress, terminating and mesh",
                nomad="One Consul Gateway Configuration must be set",
            )

    def _proxy(self, gateway: ConsulGateway) -> Findings:
        """structs.ConsulGatewayProxy.Validate."""
        proxy = gateway.proxy
        if proxy is None:
            return
        if proxy.connect_timeout is None:
            yield self.at(
                proxy.span(), "the gateway's proxy has no connect_timeout", nomad="Consul Gateway Proxy connection_timeout must be set"
            )
        discovery = proxy.envoy_dns_discovery_type
        if discovery and discovery not in DISCOVERY:
            yield self.at(
                proxy.span_of("envoy_dns_discovery_type"),
                f'envoy_dns_discovery_type is "{discovery}"; expected STRICT_DNS or LOGICAL_DNS',
                nomad="Consul Gateway Proxy Envoy DNS Discovery type must be STRICT_DNS or LOGICAL_DNS",
                slip=(discovery, DISCOVERY),
            )
        for name, bind in (proxy.envoy_gateway_bind_addresses or {}).items():
            if not bind.address:
                yield self.at(
                    bind.span_of("address"), f'bind address "{name}" has no address', nomad="Consul Gateway Bind Address must be set"
                )
            if bind.port <= 0 and bind.port != -1:
                yield self.at(
                    bind.span_of("port"),
                    f'bind address "{name}" has port {bind.port}; expected 1 or more, or -1',
                    nomad="Consul Gateway Bind Address must set valid Port",
                )

    def _ingress(self, ingress: ConsulIngressConfigEntry) -> Findings:
        """structs.ConsulIngressConfigEntry, ConsulIngressListener and ConsulIngressService.Validate."""
        if not ingress.listeners:
            yield self.at(
                ingress.span(), "the ingress gateway has no listener", nomad="Consul Ingress Gateway requires at least one listener"
            )
        for listener in ingress.listeners or ():
            yield from self._listener(listener)

    def _listener(self, listener: ConsulIngressListener) -> Findings:
        if listener.port <= 0:
            yield self.at(
                listener.span_of("port"),
                f"the listener's port is {listener.port}; expected 1 or more",
                nomad="Consul Ingress Listener requires valid Port",
            )
        if listener.protocol not in PROTOCOLS:
            yield self.at(
                listener.span_of("protocol"),
                f'the listener\'s protocol is "{listener.protocol}"; expected {", ".join(PROTOCOLS)}',
                nomad=f"Consul Ingress Listener requires protocol of tcp, http, http2, grpc, got {quote(listener.protocol)}",
                slip=(listener.protocol, PROTOCOLS),
            )
        if not listener.services:
            yield self.at(listener.span(), "the listener has no service", nomad="Consul Ingress Listener requires one or more services")
        for service in listener.services or ():
            yield from self._listener_service(service, listener.protocol)

    def _listener_service(self, service: ConsulIngressService, protocol: str) -> Findings:
        if not service.name:
            yield self.at(
                service.span_of("name"), "a service of the listener has no name", nomad="Consul Ingress Service requires a name"
            )
        elif protocol == "tcp" and service.name == "*":
            yield self.at(
                service.span_of("name"),
                'a tcp listener cannot serve every service ("*")',
                nomad='Consul Ingress Service doesn\'t support wildcard name for "tcp" protocol',
            )
        elif protocol == "tcp" and service.hosts:
            yield self.at(
                service.span_of("hosts"),
                "a tcp listener cannot tell hosts apart",
                nomad='Consul Ingress Service doesn\'t support associating hosts to a service for the "tcp" protocol',
            )
        elif service.name == "*" and service.hosts:
            yield self.at(
                service.span_of("hosts"),
                'the service named "*" cannot have hosts',
                nomad='Consul Ingress Service with a wildcard "*" service name can not also specify hosts',
            )

    def _terminating(self, terminating: ConsulTerminatingConfigEntry) -> Findings:
        """structs.ConsulTerminatingConfigEntry and ConsulLinkedService.Validate."""
        if not terminating.services:
            yield self.at(
                terminating.span(),
                "the terminating gateway has no service",
                nomad="Consul Terminating Gateway requires at least one service",
            )
        for service in terminating.services or ():
            if not service.name:
                yield self.at(service.span_of("name"), "a linked service has no name", nomad="Consul Linked Service requires Name")
            if (service.cert_file or service.key_file) and not service.ca_file:
                yield self.at(
                    service.span_of("cert_file" if service.cert_file else "key_file"),
                    f'linked service "{service.name}" has a certificate or key and no ca_file',
                    nomad="Consul Linked Service TLS requires CAFile",
                )
            if bool(service.cert_file) != bool(service.key_file):
                yield self.at(
                    service.span_of("cert_file" if service.cert_file else "key_file"),
                    f'linked service "{service.name}" has only one of cert_file and key_file',
                    nomad="Consul Linked Service TLS Cert and Key must both be set",
                )
            if service.sni and not service.ca_file:
                yield self.at(
                    service.span_of("sni"),
                    f'linked service "{service.name}" has sni and no ca_file',
                    nomad="Consul Linked Service TLS SNI requires CAFile",
                )
