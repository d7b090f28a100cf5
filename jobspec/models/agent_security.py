"""Parts of an agent's configuration that guard it: access control, TLS, audit log, policies, keys."""

from typing import Annotated, ClassVar

from jobspec.models import fields as hcl
from jobspec.models.base import Model


class ACLConfig(Model, frozen=True, kw_only=True, eq=False):
    """Access control: `acl { … }`."""

    refuses_unknown: ClassVar[bool] = True

    enabled: Annotated[bool, hcl.attribute("enabled", "Enabled", "bool", "Enforces access control.")] = False
    token_ttl: Annotated[int, hcl.interval("token_ttl", "TokenTTL", "How long tokens are cached; default 30s.", go_name="TokenTTL")] = 0
    policy_ttl: Annotated[int, hcl.interval(
        "policy_ttl", "PolicyTTL", "How long policies are cached; default 30s.", go_name="PolicyTTL")] = 0
    role_ttl: Annotated[int, hcl.interval("role_ttl", "RoleTTL", "How long roles are cached; default 30s.", go_name="RoleTTL")] = 0
    replication_token: Annotated[str, hcl.attribute(
        "replication_token", "ReplicationToken", "string", "Management token of the authoritative region.")] = ""
    token_min_expiration_ttl: Annotated[int, hcl.interval(
        "token_min_expiration_ttl", "TokenMinExpirationTTL", "Shortest life of a token; default 1m.", go_name="TokenMinExpirationTTL")] = 0
    token_max_expiration_ttl: Annotated[int, hcl.interval(
        "token_max_expiration_ttl", "TokenMaxExpirationTTL", "Longest life of a token; default 24h.", go_name="TokenMaxExpirationTTL")] = 0


class KeyLoader(Model, frozen=True, kw_only=True, eq=False):
    """Certificates as loaded; Nomad's own."""


class TLSConfig(Model, frozen=True, kw_only=True, eq=False):
    """Encryption of all connections: `tls { … }`."""

    refuses_unknown: ClassVar[bool] = True

    http: Annotated[bool, hcl.attribute("http", "EnableHTTP", "bool", "Encrypts the HTTP API.")] = False
    rpc: Annotated[bool, hcl.attribute("rpc", "EnableRPC", "bool", "Encrypts connections between agents.")] = False
    verify_server_hostname: Annotated[bool, hcl.attribute(
        "verify_server_hostname", "VerifyServerHostname", "bool", "Wants server.REGION.nomad in servers' certificates.")] = False
    ca_file: Annotated[str, hcl.attribute("ca_file", "CAFile", "string", "Authority of certificates.")] = ""
    cert_file: Annotated[str, hcl.attribute("cert_file", "CertFile", "string", "Certificate of the agent.")] = ""
    key_loader: Annotated[KeyLoader | None, hcl.untagged("KeyLoader", "KeyLoader", "Certificates as loaded; Nomad's own.")] = None
    key_file: Annotated[str, hcl.attribute("key_file", "KeyFile", "string", "Key of that certificate.")] = ""
    rpc_upgrade_mode: Annotated[bool, hcl.attribute(
        "rpc_upgrade_mode", "RPCUpgradeMode", "bool", "Takes connections without TLS too, while a cluster is changed over.")] = False
    verify_https_client: Annotated[bool, hcl.attribute(
        "verify_https_client", "VerifyHTTPSClient", "bool", "Wants certificates of users of the HTTP API.")] = False
    checksum: Annotated[str, hcl.untagged("Checksum", "string", "Of the certificates; Nomad's own.")] = ""
    tls_cipher_suites: Annotated[str, hcl.attribute(
        "tls_cipher_suites", "TLSCipherSuites", "string", "Ciphers, separated by commas.")] = ""
    tls_min_version: Annotated[str, hcl.attribute("tls_min_version", "TLSMinVersion", "string", "tls10, tls11 or tls12 (default).")] = ""


class AuditSink(Model, frozen=True, kw_only=True, eq=False):
    """Where audit events go: `sink "NAME" { … }`."""

    name: Annotated[str, hcl.label("", "Name", "Name of the sink.")] = ""
    delivery_guarantee: Annotated[str, hcl.attribute(
        "delivery_guarantee", "DeliveryGuarantee", "string", "enforced or best-effort.")] = ""
    type: Annotated[str, hcl.attribute("type", "Type", "string", "file.")] = ""
    format: Annotated[str, hcl.attribute("format", "Format", "string", "json.")] = ""
    path: Annotated[str, hcl.attribute("path", "Path", "string", "File to write.")] = ""
    rotate_duration: Annotated[int, hcl.interval(
        "rotate_duration", "RotateDuration", "After how long a new file is begun.", go_name="RotateDuration")] = 0
    rotate_bytes: Annotated[int, hcl.attribute("rotate_bytes", "RotateBytes", "int", "After how many bytes a new file is begun.")] = 0
    rotate_max_files: Annotated[int, hcl.attribute("rotate_max_files", "RotateMaxFiles", "int", "How many older files are kept.")] = 0
    mode: Annotated[str, hcl.attribute("mode", "Mode", "string", "Permissions of the file, in octal.")] = ""


class AuditFilter(Model, frozen=True, kw_only=True, eq=False):
    """Which audit events are left out: `filter "NAME" { … }`."""

    name: Annotated[str, hcl.label("", "Name", "Name of the filter.")] = ""
    type: Annotated[str, hcl.attribute("type", "Type", "string", "HTTPEvent.")] = ""
    endpoints: Annotated[tuple[str, ...] | None, hcl.attribute("endpoints", "Endpoints", "list(string)", "Paths of the HTTP API.")] = None
    stages: Annotated[tuple[str, ...] | None, hcl.attribute("stages", "Stages", "list(string)", "Stages of a request.")] = None
    operations: Annotated[tuple[str, ...] | None, hcl.attribute("operations", "Operations", "list(string)", "HTTP methods.")] = None


class AuditConfig(Model, frozen=True, kw_only=True, eq=False):
    """Audit log: `audit { … }` (Enterprise)."""

    refuses_unknown: ClassVar[bool] = True

    enabled: Annotated[bool | None, hcl.attribute("enabled", "Enabled", "bool", "Writes an audit log.")] = None
    sinks: Annotated[tuple[AuditSink, ...] | None, hcl.blocks("sink", "Sinks", "list(AuditSink)", "Where audit events go.")] = None
    filters: Annotated[tuple[AuditFilter, ...] | None, hcl.blocks(
        "filter", "Filters", "list(AuditFilter)", "Which audit events are left out.")] = None


class SentinelImport(Model, frozen=True, kw_only=True, eq=False):
    """A plugin of Sentinel: `import "NAME" { … }`."""

    name: Annotated[str, hcl.label("", "Name", "Name of the import.")] = ""
    path: Annotated[str, hcl.attribute("path", "Path", "string", "File of the plugin.")] = ""
    args: Annotated[tuple[str, ...] | None, hcl.attribute("args", "Args", "list(string)", "Arguments of the plugin.")] = None


class SentinelConfig(Model, frozen=True, kw_only=True, eq=False):
    """Sentinel policies: `sentinel { … }` (Enterprise)."""

    imports: Annotated[tuple[SentinelImport, ...] | None, hcl.blocks(
        "import", "Imports", "list(SentinelImport)", "Plugins that policies may import.")] = None
    additional_enabled_modules: Annotated[tuple[str, ...] | None, hcl.attribute(
        "additional_enabled_modules", "AdditionalEnabledModules", "list(string)", "Further modules of Sentinel, such as http.")] = None


class KEKProviderConfig(Model, frozen=True, kw_only=True, eq=False):
    """A key service that encrypts the servers' own keys: `keyring "PROVIDER" { … }`."""

    refuses_unknown: ClassVar[bool] = True

    provider: Annotated[str, hcl.label("", "Provider", "aead, awskms, azurekeyvault, gcpckms or transit.")] = ""
    name: Annotated[str, hcl.attribute("name", "Name", "string", "Name of the key, where a provider has several.")] = ""
    active: Annotated[bool, hcl.attribute("active", "Active", "bool", "Encrypts with this one; the others only decrypt.")] = False
    config: Annotated[dict[str, str] | None, hcl.remain(None, "map(string)", "What the provider itself defines.")] = None
