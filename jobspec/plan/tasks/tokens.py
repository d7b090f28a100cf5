"""Variables that hold tokens: they are there, with values that no plan knows (taskrunner's identity, Vault and Consul hooks)."""

from __future__ import annotations

import posixpath

from jobspec.models.job_identity import WorkloadIdentity
from jobspec.models.job_task import Task
from jobspec.plan.tasks.folders import Folders
from jobspec.plan.tasks.names import unknown

CONSUL_IDENTITY = "consul_default"  # Task.GetConsulClusterName: the community edition has one cluster


def token_variables(task: Task, folders: Folders) -> dict[str, str]:
    """VAULT_TOKEN, VAULT_NAMESPACE, NOMAD_TOKEN, NOMAD_TOKEN_name and the socket of Nomad's own API beside them (buildEnv)."""
    variables: dict[str, str] = {}
    vault = task.vault
    if vault is not None and vault.env is not False:
        variables["VAULT_TOKEN"] = unknown("Vault token")
        if vault.namespace:
            variables["VAULT_NAMESPACE"] = vault.namespace
    if task.identity is not None and task.identity.env:
        variables["NOMAD_TOKEN"] = unknown("Nomad token")
    for identity in task.identities or ():
        if identity.env:
            variables[f"NOMAD_TOKEN_{identity.name}"] = unknown(f"token of identity {identity.name}")
    if any(name.startswith("NOMAD_TOKEN") for name in variables):
        variables["NOMAD_UNIX_ADDR"] = "unix://" + posixpath.join(folders.secrets, "api.sock")
    return variables


def consul_token_variables(task: Task) -> dict[str, str]:
    """consulHook: a task with an identity for Consul gets a token of Consul for it."""
    identities: tuple[WorkloadIdentity, ...] = task.identities or ()
    if all(identity.name != CONSUL_IDENTITY for identity in identities):
        return {}
    return dict.fromkeys(("CONSUL_TOKEN", "CONSUL_HTTP_TOKEN"), unknown("Consul token"))
