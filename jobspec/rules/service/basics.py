"""SVC101: plain attributes of a service."""

from __future__ import annotations

import re

from jobspec.diagnostics import Diagnostic
from jobspec.go_text import quote
from jobspec.models.job_service import Service
from jobspec.models.variables import REFERENCE
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to
from jobspec.rules.service.check_conditions import ON_UPDATE

NAME = re.compile(r"(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])\Z")
# What (?i:…) matches beyond ASCII in Go: the long s and the Kelvin sign.
_FOLDED = str.maketrans({"ſ": "s", "\u212a": "k"})
ADDRESS_MODES = ("auto", "host", "driver", "alloc", "alloc_ipv6")
PROVIDERS = ("consul", "nomad")
KINDS = ("", "api-gateway", "ingress-gateway", "mesh-gateway", "terminating-gateway")


class InvalidService(Rule):
    """A service that Nomad refuses.

    ## What it finds
    A name with anything but letters, digits and dashes, or with more than 63 characters (each `${…}` counts as one good word); an
    unknown `address_mode`, `on_update`, `provider` or `kind`; an `address` together with another `address_mode` than `auto`;
    an identity without an audience.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        service {
          name     = "web_app"
          provider = "nomad"
        }

    ## Use instead
        service {
          name     = "web-app"
          provider = "nomad"
        }
    """

    code = "SVC101"
    name = "invalid-service"
    nomad = True

    def check_service(self, service: Service, context: Context) -> Findings:
        """structs.Service.Validate."""
        name = context.service_name(service, context.task)
        if NAME.match(REFERENCE.sub("ENV-VAR", name).translate(_FOLDED)) is None:
            yield self._bad_name(service, name)
        mode = service.address_mode
        if mode in ADDRESS_MODES[1:]:
            if service.address:
                yield self.at(
                    service.span_of("address_mode"),
                    f'address is set, and address_mode is "{mode}"; expected auto',
                    nomad='Service address_mode must be "auto" if address is set',
                    related=related_to(service.span_of("address"), "the address"),
                )
        elif mode not in ("", "auto"):
            yield self.at(
                service.span_of("address_mode"),
                f'address_mode is "{mode}"; expected {", ".join(ADDRESS_MODES[:-1])} or {ADDRESS_MODES[-1]}',
                nomad=f'Service address_mode must be "auto", "host", or "driver"; not {quote(mode)}',
                slip=(mode, ADDRESS_MODES),
            )
        update = service.on_update
        if update and update not in ON_UPDATE:
            yield self.at(
                service.span_of("on_update"),
                f'on_update is "{update}"; expected require_healthy, ignore_warnings or ignore',
                nomad=f'Service on_update must be "require_healthy", "ignore_warnings", or "ignore"; not {quote(update)}',
                slip=(update, ON_UPDATE),
            )
        provider = service.provider or "consul"
        if provider not in PROVIDERS:
            yield self.at(
                service.span_of("provider"),
                f'provider is "{provider}"; expected consul or nomad',
                nomad=f'Service provider must be "consul", or "nomad"; not {quote(provider)}',
                slip=(provider, PROVIDERS),
            )
        if provider == "consul" and service.kind not in KINDS:
            yield self.at(
                service.span_of("kind"),
                f'service kind is "{service.kind}"; expected {", ".join(KINDS[1:-1])} or {KINDS[-1]}',
                nomad=f"Service {name} kind must be one of consul service kind or empty",
                slip=(service.kind, KINDS[1:]),
            )
        if service.identity is not None and not service.identity.aud:
            yield self.at(
                service.identity.span_of("aud"),
                "the service's identity has no audience",
                nomad="Service identity must provide at least one target aud value",
                help='Add aud = ["consul.io"].',
            )

    def _bad_name(self, service: Service, name: str) -> Diagnostic:
        """A service without a name gets one of the job's, group's and task's names."""
        nomad = (
            "Service name must be valid per RFC 1123 and can contain only alphanumeric characters or dashes and must be "
            f"no longer than 63 characters: {quote(name)}"
        )
        if service.was_written("name"):
            place, words = service.span_of("name"), f'"{name}" is not a name for a service'
        else:
            place, words = service.span(), f'the service has no name, and the name made for it, "{name}", is not valid'
        return self.at(place, f"{words}; expected letters, digits and dashes, at most 63 characters, no dash at the ends", nomad=nomad)
