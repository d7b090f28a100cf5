"""SVC203: identities of services without a name."""

from __future__ import annotations

from jobspec.models.job_service import Service
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule


class NamelessServiceIdentity(Rule):
    """An identity of a service that has no name.

    ## What it finds
    `identity` without `name` in a service with `provider = "nomad"`. A server names those of Consul services itself.

    ## Why it matters
    `nomad job validate` without a server accepts the job; the server refuses it.

    ## Example
        service {
          name     = "web"
          provider = "nomad"
          identity {
            aud = ["web"]
          }
        }

    ## Use instead
        service {
          name     = "web"
          provider = "nomad"
          identity {
            name = "web"
            aud  = ["web"]
          }
        }
    """

    code = "SVC203"
    name = "nameless-service-identity"
    nomad = True

    def check_service(self, service: Service, context: Context) -> Findings:
        """nomad/job_endpoint_hooks.go validateServiceIdentity, after jobImplicitIdentitiesHook has named those of Consul services."""
        identity = service.identity
        if identity is None or identity.name or service.provider in ("", "consul"):
            return
        name = context.service_name(service, context.task)
        where = f"task group {context.in_group().name}" if context.task is None else f"task {context.task.name}"
        yield self.at(
            identity.span() or service.span(),
            f'the identity of service "{name}" has no name',
            nomad=f"Service {name} in {where} has an identity with an empty name",
            help='For instance name = "web".',
        )
