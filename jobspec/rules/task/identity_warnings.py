"""JOB416: workload identities that are less safe than they could be."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.go_text import quote
from jobspec.models.job_identity import WorkloadIdentity
from jobspec.models.job_service import Service
from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule
from jobspec.rules.task.identities import identity_name, task_identities


class UnsafeIdentity(Rule):
    """A workload identity that Nomad warns of.

    ## What it finds
    An identity without an audience, with several, or (with a name) without a `ttl`; `env = true` without `change_mode = "restart"`.

    ## Why it matters
    A token without an end, or for many receivers, does more harm when it leaks; an environment variable keeps the old
    token until the task restarts.

    ## Example
        identity {
          name = "vault_default"
          aud  = ["vault.io"]
        }

    ## Use instead
        identity {
          name = "vault_default"
          aud  = ["vault.io"]
          ttl  = "1h"
        }
    """

    code = "JOB416"
    name = "unsafe-identity"
    severity = Severity.WARNING
    nomad = True
    scope = "task"

    def check_task(self, task: Task, context: Context) -> Findings:
        """structs.Task.Warnings; the default identity is not looked at."""
        if not task.identities:
            return
        for identity in task_identities(task).others:
            name = identity_name(identity)
            yield from self._warnings(identity, f"Identity[{name}]", name)

    def check_service(self, service: Service, context: Context) -> Findings:
        """structs.Service.Warnings."""
        if service.identity is not None:
            name = context.service_name(service, context.task)
            yield from self._warnings(service.identity, f"Service {quote(name)}:", service.identity.name)

    def _warnings(self, identity: WorkloadIdentity, prefix: str, name: str) -> Findings:
        """structs.WorkloadIdentity.Warnings."""
        audiences = 1 if name == "default" and prefix.startswith("Identity") else len(identity.aud or ())
        if audiences == 0:
            yield self.at(
                identity.span_of("aud"),
                "the identity has no audience, so whoever gets the token may use it anywhere",
                nomad=f"{prefix} identities without an audience are insecure",
                help='Add aud = ["…"].',
            )
        elif audiences > 1:
            yield self.at(
                identity.span_of("aud"),
                f"the identity has {audiences} audiences; one each is safer",
                nomad=f"{prefix} while multiple audiences is allowed, it is more secure to use 1 audience per identity",
            )
        if name not in ("", "default") and identity.ttl == 0:
            yield self.at(
                identity.span_of("ttl"),
                f'identity "{name}" never expires',
                nomad=f"{prefix} identities without an expiration are insecure",
                help='Add a ttl, for instance ttl = "1h".',
            )
        if identity.env and identity.change_mode != "restart":
            yield self.at(
                identity.span_of("env"),
                "env is true, but the task is not restarted when the token is renewed",
                nomad=f'{prefix} using env=true without change_mode="restart" may result in task not getting updated identity',
                help='Set change_mode = "restart".',
            )
