"""What workloads may be and know: Consul, workload identities, Vault, secrets."""

from typing import Annotated, Any

from jobspec.models import fields as hcl
from jobspec.models.base import Model


class Consul(Model, frozen=True, kw_only=True, eq=False):
    """Which Consul a group or task uses: `consul { … }`."""

    namespace: Annotated[str, hcl.attribute(
        "namespace", "Namespace", "string", "Consul namespace (Consul Enterprise).")] = ""
    cluster: Annotated[str, hcl.attribute(
        "cluster", "Cluster", "string", 'Name of the Consul cluster in the agent configuration; default "default".')] = ""
    partition: Annotated[str, hcl.attribute(
        "partition", "Partition", "string", "Consul admin partition; adds a constraint to nodes of that partition.")] = ""


class WorkloadIdentity(Model, frozen=True, kw_only=True, eq=False):
    """A signed token that says which workload holds it: `identity { … }`."""

    name: Annotated[str, hcl.attribute(
        "name", "Name", "string", 'Name of the identity; default "default", which Nomad itself uses.')] = ""
    aud: Annotated[tuple[str, ...] | None, hcl.attribute(
        "aud", "Audience", "list(string)", "Audiences for which the token is valid.")] = None
    change_mode: Annotated[str, hcl.attribute(
        "change_mode", "ChangeMode", "string", "What happens when the token is renewed: noop (default), restart or signal.")] = ""
    change_signal: Annotated[str, hcl.attribute(
        "change_signal", "ChangeSignal", "string", 'Signal for change_mode = "signal".')] = ""
    env: Annotated[bool, hcl.attribute(
        "env", "Env", "bool", "Puts the token into the environment as NOMAD_TOKEN or NOMAD_TOKEN_name; default false.")] = False
    file: Annotated[bool, hcl.attribute(
        "file", "File", "bool", "Writes the token into the secrets directory; default false.")] = False
    filepath: Annotated[str, hcl.attribute(
        "filepath", "Filepath", "string", "Path of that file below the task directory.")] = ""
    service_name: Annotated[str, hcl.attribute(
        "service_name", "ServiceName", "string", "Service that the identity belongs to; Nomad sets it.")] = ""
    ttl: Annotated[int, hcl.attribute(
        "ttl", "TTL", "duration", "Lifetime of the token; default: no expiry.")] = 0
    extra_claims: Annotated[tuple[str, ...] | None, hcl.attribute(
        "extra_claims", "ExtraClaims", "list(string)", "Names of extra claims to put into the token; Nomad sets them.")] = None


class Vault(Model, frozen=True, kw_only=True, eq=False):
    """Access of tasks to Vault: `vault { … }`."""

    policies: Annotated[tuple[str, ...] | None, hcl.attribute(
        "policies", "Policies", "list(string)", "Policies of the token; only for the old token based access.")] = None
    role: Annotated[str, hcl.attribute(
        "role", "Role", "string", "Vault role to log in with; default: what the cluster's configuration says.")] = ""
    namespace: Annotated[str | None, hcl.attribute(
        "namespace", "Namespace", "string", "Vault namespace (Vault Enterprise).")] = None
    cluster: Annotated[str, hcl.attribute(
        "cluster", "Cluster", "string", 'Name of the Vault cluster in the agent configuration; default "default".')] = ""
    env: Annotated[bool | None, hcl.attribute(
        "env", "Env", "bool", "Puts the token into the environment as VAULT_TOKEN; default true.")] = None
    disable_file: Annotated[bool | None, hcl.attribute(
        "disable_file", "DisableFile", "bool", "Does not write the token into the secrets directory; default false.")] = None
    change_mode: Annotated[str | None, hcl.attribute(
        "change_mode", "ChangeMode", "string", "What happens when the token changes: restart (default), signal or noop.")] = None
    change_signal: Annotated[str | None, hcl.attribute(
        "change_signal", "ChangeSignal", "string", 'Signal for change_mode = "signal"; default SIGHUP.')] = None
    allow_token_expiration: Annotated[bool | None, hcl.attribute(
        "allow_token_expiration", "AllowTokenExpiration", "bool", "Does not renew the token, for batch tokens; default false.")] = None


class Secret(Model, frozen=True, kw_only=True, eq=False):
    """A secret that is fetched before the task starts: `secret "NAME" { … }`."""

    name: Annotated[str, hcl.label(
        "name", "Name", "Name under which the secret is referenced as ${secret.NAME.key}.")] = ""
    provider: Annotated[str, hcl.attribute(
        "provider", "Provider", "string", "Where it comes from: nomad, vault or the name of a plugin.")] = ""
    path: Annotated[str, hcl.attribute(
        "path", "Path", "string", "Path of the secret at the provider.")] = ""
    config: Annotated[dict[str, Any] | None, hcl.block_map(
        "config", "Config", "map(any)", "Settings of the provider.")] = None
    env: Annotated[dict[str, str] | None, hcl.block_map(
        "env", "Env", "map(string)", "Environment variables for a plugin.")] = None
