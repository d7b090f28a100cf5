"""JOB417: secrets."""

from __future__ import annotations

import re

from jobspec.go_text import quote
from jobspec.models.job_identity import Secret
from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to

PATTERN = "^[a-zA-Z0-9_]{1,128}$"
_NAME = re.compile(r"[a-zA-Z0-9_]{1,128}\Z")


class InvalidSecret(Rule):
    """A secret block that Nomad refuses.

    ## What it finds
    A name with anything but letters, digits and underscores, or that another secret of the task has; no `provider` or `path`;
    provider `vault` in a task without a `vault` block; an `env` block with provider `nomad` or `vault`, or a `config` block with any other.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        secret "db-password" {
          provider = "nomad"
          path     = "app/db"
        }

    ## Use instead
        secret "db_password" {
          provider = "nomad"
          path     = "app/db"
        }
    """

    code = "JOB417"
    name = "invalid-secret"
    nomad = True
    scope = "task"

    def check_task(self, task: Task, context: Context) -> Findings:
        """structs.Task.Validate and structs.Secret.Validate."""
        seen: dict[str, Secret] = {}
        for secret in task.secrets or ():
            if secret.name in seen:
                yield self.at(
                    secret.span(),
                    f'secret "{secret.name}" is already defined',
                    nomad=f"Duplicate secret {quote(secret.name)} found",
                    related=related_to(seen[secret.name].span(), "the first secret of that name"),
                )
            else:
                seen[secret.name] = secret
            if secret.provider == "vault" and task.vault is None:
                yield self.at(
                    secret.span_of("provider"),
                    'the secret\'s provider is "vault", and the task has no vault block',
                    nomad=f'Secret {quote(secret.name)} has provider "vault" but no vault block',
                    help="Add vault { } to the task.",
                )
            yield from self._secret(secret)

    def _secret(self, secret: Secret) -> Findings:
        if not secret.name:
            yield self.at(secret.span(), "the secret has no name", nomad="secret name cannot be empty")
        if _NAME.match(secret.name) is None:
            yield self.at(
                secret.span(),
                f'"{secret.name}" is not a name for a secret; expected 1 to 128 letters, digits and underscores',
                nomad=f"secret name must match regex {PATTERN}",
            )
        if not secret.provider:
            yield self.at(
                secret.span_of("provider"),
                "the secret has no provider; expected nomad, vault or a plugin's name",
                nomad="secret provider cannot be empty",
            )
        if not secret.path:
            yield self.at(secret.span_of("path"), "the secret has no path", nomad="secret path cannot be empty")
        if secret.provider in ("nomad", "vault"):
            if secret.env:
                yield self.at(
                    secret.span_of("env"),
                    f'provider "{secret.provider}" takes no env block',
                    nomad=f"{secret.provider} provider cannot use the env block",
                    help="Only plugins of one's own get an environment.",
                )
        elif secret.config:
            yield self.at(
                secret.span_of("config"),
                f'provider "{secret.provider}" takes no config block; only nomad and vault do',
                nomad=f"custom plugin provider {secret.provider} cannot use the config block",
            )
