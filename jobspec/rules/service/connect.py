"""SVC106: Consul Connect."""

from __future__ import annotations

from jobspec.go_text import quote
from jobspec.models.job_connect import ConsulConnect, ConsulTransparentProxy
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule

LARGEST_UID = 65535


class InvalidConnect(Rule):
    """A connect block that Nomad refuses.

    ## What it finds
    A block that is not exactly one of `native = true`, `sidecar_service` or `gateway`; a native service without `task` or `port`; a
    transparent proxy with a bad user id or address range; any connect block of a service with provider nomad.

    ## Why it matters
    Nomad refuses the job. (A server adds the task of a native service where the group has only one task; without a server, the
    job is refused.)

    ## Example
        service {
          name = "web"
          port = "8080"
          connect {
          }
        }

    ## Use instead
        service {
          name = "web"
          port = "8080"
          connect {
            sidecar_service {}
          }
        }
    """

    code = "SVC106"
    name = "invalid-connect"
    nomad = True

    def check_connect(self, connect: ConsulConnect, context: Context) -> Findings:
        """structs.ConsulConnect.Validate, structs.Service.validateConsulService and validateNomadService."""
        service = context.in_service()
        provider = service.provider or "consul"
        place = connect.span() or service.span()
        if provider == "nomad":
            yield self.at(
                place,
                'a service with provider "nomad" has a connect block, which needs Consul',
                nomad="Service with provider nomad cannot include Connect blocks",
                help='Set provider = "consul".',
            )
        if provider != "consul":
            return
        sidecar = connect.sidecar_service
        if sidecar is not None and sidecar.proxy is not None and sidecar.proxy.transparent_proxy is not None:
            yield from self._transparent(sidecar.proxy.transparent_proxy)
        kinds = [
            word
            for word, there in (
                ("native", connect.native),
                ("sidecar_service", sidecar is not None),
                ("gateway", connect.gateway is not None),
            )
            if there
        ]
        if len(kinds) != 1:
            what = "has none of" if not kinds else f"has {' and '.join(kinds)}, and may have only one of"
            yield self.at(
                place,
                f"the connect block {what} native, sidecar_service and gateway",
                nomad="Consul Connect must be exclusively native, make use of a sidecar, or represent a Gateway",
            )
        if not connect.native:
            return
        name = context.service_name(service, context.task)
        if not context.service_task(service):
            yield self.at(
                connect.span_of("native"),
                f'Connect native service "{name}" does not say which task it is',
                nomad=f"Service {name} is Connect Native and requires setting the task",
                help='Set task = "…" in the service.',
            )
        if not service.port:
            yield self.at(
                connect.span_of("native"),
                f'Connect native service "{name}" has no port',
                nomad=f"Service {name} is Connect Native and requires setting the port",
            )

    def _transparent(self, proxy: ConsulTransparentProxy) -> Findings:
        """structs.ConsulTransparentProxy.Validate."""
        for text in proxy.exclude_outbound_cidrs or ():
            problem = prefix_problem(text)
            if problem is not None:
                yield self.at(
                    proxy.span_of("exclude_outbound_cidrs"),
                    f'"{text}" is not an address range; expected one such as "10.0.0.0/8"',
                    nomad="could not parse transparent proxy excluded outbound CIDR as network prefix: "
                    f"netip.ParsePrefix({quote(text)}): {problem}",
                )
        if proxy.uid and uid_problem(proxy.uid) is not None:
            yield self.at(
                proxy.span_of("uid"),
                f'uid "{proxy.uid}" is not a user id; expected 0 to {LARGEST_UID}',
                nomad=f"transparent proxy block has invalid UID field: invalid user ID {quote(proxy.uid)}: {uid_problem(proxy.uid)}",
            )
        for uid in proxy.exclude_uids or ():
            if uid_problem(uid) is not None:
                yield self.at(
                    proxy.span_of("exclude_uids"),
                    f'"{uid}" is not a user id; expected 0 to {LARGEST_UID}',
                    nomad=f"transparent proxy block has invalid ExcludeUIDs field: invalid user ID {quote(uid)}: {uid_problem(uid)}",
                )


def uid_problem(text: str) -> str | None:
    """What strconv.ParseUint(text, 10, 16) says; None for a good number."""
    if not text.isascii() or not text.isdigit():
        return "invalid syntax"
    return "value out of range" if int(text) > LARGEST_UID else None


def prefix_problem(text: str) -> str | None:
    """What netip.ParsePrefix says against a text; None for a good one."""
    address, slash, bits = text.rpartition("/")
    if not slash:
        return "no '/'"
    if "%" in address:
        return "IPv6 zones cannot be present in a prefix"
    import ipaddress

    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return f"ParseAddr({quote(address)}): unable to parse IP"
    if not bits.isascii() or not bits.isdigit() or (len(bits) > 1 and bits[0] == "0"):
        return f"bad bits after slash: {quote(bits)}"
    return "prefix length out of range" if int(bits) > parsed.max_prefixlen else None
