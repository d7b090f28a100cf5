"""What a step of admission says when it cannot go on, and the settings of the server that decide."""

from __future__ import annotations

import msgspec

from jobspec.models.defaults import HOUR
from jobspec.models.job_identity import WorkloadIdentity


class Refused(Exception):
    """A mutator of the server fails, and with it the registration. The text is Nomad's own."""


class Server(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of a server on which admission depends.

    The defaults are those of a single region with Vault's workload identities switched on and Consul's not.
    """

    region: str = "global"
    default_priority: int = 50
    vault_identity: WorkloadIdentity | None = WorkloadIdentity(aud=("vault.io",), ttl=HOUR)
    consul_service_identity: WorkloadIdentity | None = None
    consul_task_identity: WorkloadIdentity | None = None
