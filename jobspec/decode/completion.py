"""What Nomad's parser fills in after decoding (parse_job.go normalizeJob and what it calls)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from jobspec.decode.run import Fields
from jobspec.models.base import Model
from jobspec.models.job_identity import Vault, WorkloadIdentity
from jobspec.models.job_job import PeriodicConfig
from jobspec.models.job_network import NetworkResource
from jobspec.models.job_template import ChangeScript, Template

_FIVE_SECONDS: Final = 5_000_000_000


def complete_vault(fields: Fields) -> None:
    """normalizeVault"""
    _default(fields, "env", True)
    _default(fields, "disable_file", False)
    _default(fields, "change_mode", "restart")


def complete_template(fields: Fields) -> None:
    """normalizeTemplates"""
    _default(fields, "change_mode", "restart")
    _default(fields, "perms", "0644")
    _default(fields, "splay", _FIVE_SECONDS)
    _default(fields, "error_on_missing_key", False)


def complete_change_script(fields: Fields) -> None:
    """normalizeChangeScript"""
    _default(fields, "args", ())
    _default(fields, "timeout", _FIVE_SECONDS)
    _default(fields, "fail_on_error", False)
    _default(fields, "run_on_first_render", False)


def complete_periodic(fields: Fields) -> None:
    """The kind of schedule is always cron."""
    if fields.get("cron") is not None or fields.get("crons") is not None:
        fields["spec_type"] = "cron"


def split_ports(network: NetworkResource) -> NetworkResource:
    """Ports with a number are reserved, the others dynamic (normalizeNetworkPorts)."""
    ports = network.dynamic_ports
    if not ports:
        return network
    reserved = tuple(port for port in ports if port.static > 0)
    dynamic = tuple(port for port in ports if port.static <= 0)
    return msgspec.structs.replace(network, dynamic_ports=dynamic or None, reserved_ports=reserved or None)


def split_identities(fields: Fields) -> None:
    """The first identity without a name of its own is the task's default one (normalizeJob, compatibility with agents before 1.7)."""
    identities = fields.get("identities")
    if not isinstance(identities, tuple):
        return
    for index, identity in enumerate(identities):
        if isinstance(identity, WorkloadIdentity) and identity.name in ("", "default"):
            fields["identity"] = identity
            fields["identities"] = identities[:index] + identities[index + 1 :]
            return


def _default(fields: Fields, name: str, value: object) -> None:
    if fields.get(name) is None:
        fields[name] = value


#: Of these classes every instance is completed where it is decoded.
COMPLETIONS: Final[dict[type[Model], Callable[[Fields], None]]] = {
    Vault: complete_vault, Template: complete_template, ChangeScript: complete_change_script, PeriodicConfig: complete_periodic,
}
