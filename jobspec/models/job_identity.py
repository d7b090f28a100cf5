"""TODO"""

from typing import Annotated, Any

from jobspec.models import fields as hcl
from jobspec.models.base import Model


class Consul(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    namespace: Annotated[str, hcl.attribute("namespace", "Namespace", "string")] = ""
    cluster: Annotated[str, hcl.attribute("cluster", "Cluster", "string")] = ""
    partition: Annotated[str, hcl.attribute("partition", "Partition", "string")] = ""


class WorkloadIdentity(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    name: Annotated[str, hcl.attribute("name", "Name", "string")] = ""
    aud: Annotated[tuple[str, ...] | None, hcl.attribute("aud", "Audience", "list(string)")] = None
    change_mode: Annotated[str, hcl.attribute("change_mode", "ChangeMode", "string")] = ""
    change_signal: Annotated[str, hcl.attribute("change_signal", "ChangeSignal", "string")] = ""
    env: Annotated[bool, hcl.attribute("env", "Env", "bool")] = False
    file: Annotated[bool, hcl.attribute("file", "File", "bool")] = False
    filepath: Annotated[str, hcl.attribute("filepath", "Filepath", "string")] = ""
    service_name: Annotated[str, hcl.attribute("service_name", "ServiceName", "string")] = ""
    ttl: Annotated[int, hcl.attribute("ttl", "TTL", "duration")] = 0
    extra_claims: Annotated[tuple[str, ...] | None, hcl.attribute("extra_claims", "ExtraClaims", "list(string)")] = None


class Vault(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    policies: Annotated[tuple[str, ...] | None, hcl.attribute("policies", "Policies", "list(string)")] = None
    role: Annotated[str, hcl.attribute("role", "Role", "string")] = ""
    namespace: Annotated[str | None, hcl.attribute("namespace", "Namespace", "string")] = None
    cluster: Annotated[str, hcl.attribute("cluster", "Cluster", "string")] = ""
    env: Annotated[bool | None, hcl.attribute("env", "Env", "bool")] = None
    disable_file: Annotated[bool | None, hcl.attribute("disable_file", "DisableFile", "bool")] = None
    change_mode: Annotated[str | None, hcl.attribute("change_mode", "ChangeMode", "string")] = None
    change_signal: Annotated[str | None, hcl.attribute("change_signal", "ChangeSignal", "string")] = None
    allow_token_expiration: Annotated[bool | None, hcl.attribute("allow_token_expiration", "AllowTokenExpiration", "bool")] = None


class Secret(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    name: Annotated[str, hcl.label("name", "Name")] = ""
    provider: Annotated[str, hcl.attribute("provider", "Provider", "string")] = ""
    path: Annotated[str, hcl.attribute("path", "Path", "string")] = ""
    config: Annotated[dict[str, Any] | None, hcl.block_map("config", "Config", "map(any)")] = None
    env: Annotated[dict[str, str] | None, hcl.block_map("env", "Env", "map(string)")] = None
