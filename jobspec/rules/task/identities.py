"""The identities of a task as Nomad sorts them: the default one, and the others."""

from __future__ import annotations

import msgspec

from jobspec.models.job_identity import WorkloadIdentity
from jobspec.models.job_task import Task


class TaskIdentities(msgspec.Struct, frozen=True):
    """`default` is the task's default identity, None where Nomad makes it; `others` the remaining ones."""

    default: WorkloadIdentity | None
    others: tuple[WorkloadIdentity, ...]


def identity_name(identity: WorkloadIdentity) -> str:
    """The name; an identity without one is the default identity (structs.WorkloadIdentity.Canonicalize)."""
    return identity.name or "default"


def task_identities(task: Task) -> TaskIdentities:
    """structs.Task.Canonicalize: the last identity that is named default moves out of the list; earlier ones stay in it."""
    identities = task.identities or ()
    default = task.identity
    position = -1
    for index, identity in enumerate(identities):
        if identity_name(identity) == "default":
            default, position = identity, index
    if position >= 0:
        identities = identities[:position] + identities[position + 1 :]
    return TaskIdentities(default, identities)
