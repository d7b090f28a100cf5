"""JOB503: Vault identities without Vault."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule


class VaultIdentityWithoutVault(Rule):
    """An identity for Vault in a task that does not use Vault.

    ## What it finds
    An identity whose name starts with `vault_` in a task without a `vault` block.

    ## Why it matters
    The server warns: nothing uses the identity.

    ## Example
        identity {
          name = "vault_default"
          aud  = ["vault.io"]
          ttl  = "1h"
        }

    ## Use instead
        vault {}
        identity {
          name = "vault_default"
          aud  = ["vault.io"]
          ttl  = "1h"
        }
    """

    code = "JOB503"
    name = "vault-identity-without-vault"
    severity = Severity.WARNING
    nomad = True
    scope = "task"

    def check_task(self, task: Task, context: Context) -> Findings:
        """nomad/job_endpoint_hooks.go validateVaultIdentity."""
        if task.vault is not None:
            return
        for identity in task.identities or ():
            if identity.name.startswith("vault_"):
                yield self.at(
                    identity.span_of("name"),
                    f'identity "{identity.name}" is for Vault, and the task has no vault block',
                    nomad=f"Task {task.name} has an identity called {identity.name} but no vault block",
                )
