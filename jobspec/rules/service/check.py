"""SVC102: checks."""

from __future__ import annotations

from jobspec.go_text import quote
from jobspec.models.job_service import ServiceCheck
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule
from jobspec.rules.service.check_conditions import common_problems, consul_problems, nomad_problems

CONSUL_TYPES = ("grpc", "tcp", "http", "script")
NOMAD_TYPES = ("tcp", "http")
# Nomad lists the mistakes of a check_restart block on lines of their own.
LISTED = ("limit", "grace")


class InvalidCheck(Rule):
    """A check that Nomad refuses.

    ## What it finds
    A `type` that the service's provider does not have (consul: grpc, tcp, http, script; nomad: tcp, http); an http check without a
    relative `path`; a script check without a `command`; an `interval` or `timeout` that is missing or below 1 second; unknown values of
    `initial_status`, `address_mode` or `on_update`; `on_update` against `check_restart`; a `check_restart` with negative
    values; attributes that only one provider has; a check that needs a port and has none; a tcp check of a Connect service.

    ## Why it matters
    Nomad refuses the job. It names only the first mistake of a check; here, all are named.

    ## Example
        service {
          name     = "web"
          provider = "nomad"
          port     = "http"
          check {
            type = "http"
            path = "/health"
          }
        }

    ## Use instead
        service {
          name     = "web"
          provider = "nomad"
          port     = "http"
          check {
            type     = "http"
            path     = "/health"
            interval = "10s"
            timeout  = "2s"
          }
        }
    """

    code = "SVC102"
    name = "invalid-check"
    nomad = True

    def check_check(self, check: ServiceCheck, context: Context) -> Findings:
        """structs.Service.validateCheckPort, ServiceCheck.validateCommon, validateConsul and validateNomad."""
        service = context.in_service()
        provider = service.provider or "consul"
        if provider not in ("consul", "nomad"):
            return
        name = context.check_name(check)
        if not service.port and not check.port and check.type in ("grpc", "http", "tcp"):
            service_name = quote(context.service_name(service, context.task), ascii_only=True)
            yield self.at(
                check.span(),
                f'a check of type "{check.type}" needs a port, and neither the check nor its service names one',
                nomad=f"Check {name} invalid: check requires a port but neither check nor service {service_name} have a port",
                help="Set port in the service or in the check.",
            )
            return
        if provider == "consul" and check.type == "tcp" and service.connect is not None and service.connect.sidecar_service is not None:
            yield self.at(
                check.span_of("type"),
                "tcp checks do not work for Connect services, which listen on the loopback interface only",
                nomad=f"Check {name} invalid: tcp checks are not valid for Connect enabled services",
                help='Use type = "http" with expose = true.',
            )
            return
        types = CONSUL_TYPES if provider == "consul" else NOMAD_TYPES
        prefix = f"Check {name} invalid: " if provider == "consul" else ""
        problems = common_problems(check, types) or (consul_problems(check) if provider == "consul" else nomad_problems(check))
        for problem in problems:
            place = check.check_restart if problem.in_check_restart and check.check_restart is not None else check
            yield self.at(
                place.span_of(problem.attribute) or check.span() or service.span(),
                problem.message,
                nomad=problem.nomad if problem.attribute in LISTED else prefix + problem.nomad,
                help=problem.help,
                slip=problem.slip,
            )
