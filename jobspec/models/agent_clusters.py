"""Consul and Vault: `consul { … }`, `vault { … }`. Nomad reads these blocks with mapstructure, not with HCL 1's decoder."""

from typing import Annotated, ClassVar

from jobspec.models import fields as hcl
from jobspec.models.base import Model


class WorkloadIdentityConfig(Model, frozen=True, kw_only=True, eq=False):
    """The identity of a workload where a job says none: `service_identity`, `task_identity`, `default_identity`."""

    aud: Annotated[tuple[str, ...] | None, hcl.attribute("aud", "Audience", "list(string)", "For whom the identity is.")] = None
    env: Annotated[bool | None, hcl.attribute("env", "Env", "bool", "Hands it to the task as an environment variable.")] = None
    file: Annotated[bool | None, hcl.attribute("file", "File", "bool", "Hands it to the task as a file.")] = None
    filepath: Annotated[str, hcl.attribute("filepath", "Filepath", "string", "Where that file is.")] = ""
    ttl: Annotated[int | None, hcl.interval("ttl", "TTL", "How long it is valid.")] = None
    extra_claims: Annotated[dict[str, str] | None, hcl.attribute(
        "extra_claims", "ExtraClaims", "map(string)", "Further claims.")] = None


class ConsulConfig(Model, frozen=True, kw_only=True, eq=False):
    """A Consul cluster: `consul { … }`."""

    read_apart: ClassVar[bool] = True

    name: Annotated[str, hcl.attribute("name", "Name", "string", "Name of the cluster; default: default.")] = ""
    server_service_name: Annotated[str, hcl.attribute(
        "server_service_name", "ServerServiceName", "string", "Service that servers register; default nomad.")] = ""
    server_http_check_name: Annotated[str, hcl.attribute(
        "server_http_check_name", "ServerHTTPCheckName", "string", "Name of its HTTP check.")] = ""
    server_serf_check_name: Annotated[str, hcl.attribute(
        "server_serf_check_name", "ServerSerfCheckName", "string", "Name of its Serf check.")] = ""
    server_rpc_check_name: Annotated[str, hcl.attribute(
        "server_rpc_check_name", "ServerRPCCheckName", "string", "Name of its RPC check.")] = ""
    server_failures_before_critical: Annotated[int, hcl.attribute(
        "server_failures_before_critical", "ServerFailuresBeforeCritical", "int", "Failures before a server's check is critical.")] = 0
    server_failures_before_warning: Annotated[int, hcl.attribute(
        "server_failures_before_warning", "ServerFailuresBeforeWarning", "int", "Failures before a server's check warns.")] = 0
    client_service_name: Annotated[str, hcl.attribute(
        "client_service_name", "ClientServiceName", "string", "Service that clients register; default nomad-client.")] = ""
    client_http_check_name: Annotated[str, hcl.attribute(
        "client_http_check_name", "ClientHTTPCheckName", "string", "Name of its HTTP check.")] = ""
    client_failures_before_critical: Annotated[int, hcl.attribute(
        "client_failures_before_critical", "ClientFailuresBeforeCritical", "int", "Failures before a client's check is critical.")] = 0
    client_failures_before_warning: Annotated[int, hcl.attribute(
        "client_failures_before_warning", "ClientFailuresBeforeWarning", "int", "Failures before a client's check warns.")] = 0
    tags: Annotated[tuple[str, ...] | None, hcl.attribute("tags", "Tags", "list(string)", "Tags of both services.")] = None
    auto_advertise: Annotated[bool | None, hcl.attribute(
        "auto_advertise", "AutoAdvertise", "bool", "Registers the agent as a service; default true.")] = None
    checks_use_advertise: Annotated[bool | None, hcl.attribute(
        "checks_use_advertise", "ChecksUseAdvertise", "bool", "Checks the advertised address; default false.")] = None
    address: Annotated[str, hcl.attribute("address", "Addr", "string", "HOST:PORT of Consul's HTTP API; default localhost:8500.")] = ""
    grpc_address: Annotated[str, hcl.attribute("grpc_address", "GRPCAddr", "string", "HOST:PORT of Consul's gRPC.")] = ""
    timeout: Annotated[int, hcl.interval("timeout", "Timeout", "Longest wait for an answer; default 5s.")] = 0
    token: Annotated[str, hcl.attribute("token", "Token", "string", "Token of the agent.")] = ""
    auth: Annotated[str, hcl.attribute("auth", "Auth", "string", "USER:PASSWORD for basic authentication.")] = ""
    ssl: Annotated[bool | None, hcl.attribute("ssl", "EnableSSL", "bool", "Uses TLS; default false.")] = None
    share_ssl: Annotated[bool | None, hcl.attribute("share_ssl", "ShareSSL", "bool", "Gives the certificates to tasks too.")] = None
    verify_ssl: Annotated[bool | None, hcl.attribute(
        "verify_ssl", "VerifySSL", "bool", "Verifies Consul's certificate; default true.")] = None
    grpc_ca_file: Annotated[str, hcl.attribute("grpc_ca_file", "GRPCCAFile", "string", "Authority of gRPC certificates.")] = ""
    ca_file: Annotated[str, hcl.attribute("ca_file", "CAFile", "string", "Authority of certificates.")] = ""
    cert_file: Annotated[str, hcl.attribute("cert_file", "CertFile", "string", "Certificate of the agent.")] = ""
    key_file: Annotated[str, hcl.attribute("key_file", "KeyFile", "string", "Key of that certificate.")] = ""
    server_auto_join: Annotated[bool | None, hcl.attribute(
        "server_auto_join", "ServerAutoJoin", "bool", "Servers find one another through Consul; default true.")] = None
    client_auto_join: Annotated[bool | None, hcl.attribute(
        "client_auto_join", "ClientAutoJoin", "bool", "Clients find servers through Consul; default true.")] = None
    namespace: Annotated[str, hcl.attribute("namespace", "Namespace", "string", "Consul namespace (Enterprise).")] = ""
    service_identity: Annotated[WorkloadIdentityConfig | None, hcl.block(
        "service_identity", "ServiceIdentity", "WorkloadIdentityConfig", "Identity of services where a job says none.")] = None
    service_auth_method: Annotated[str, hcl.attribute(
        "service_auth_method", "ServiceIdentityAuthMethod", "string", "Consul's method for services; default nomad-workloads.")] = ""
    task_identity: Annotated[WorkloadIdentityConfig | None, hcl.block(
        "task_identity", "TaskIdentity", "WorkloadIdentityConfig", "Identity of tasks where a job says none.")] = None
    task_auth_method: Annotated[str, hcl.attribute(
        "task_auth_method", "TaskIdentityAuthMethod", "string", "Consul's method for tasks; default nomad-workloads.")] = ""


class VaultConfig(Model, frozen=True, kw_only=True, eq=False):
    """A Vault cluster: `vault { … }`."""

    read_apart: ClassVar[bool] = True

    name: Annotated[str, hcl.attribute("name", "Name", "string", "Name of the cluster; default: default.")] = ""
    enabled: Annotated[bool | None, hcl.attribute("enabled", "Enabled", "bool", "Uses Vault.")] = None
    create_from_role: Annotated[str, hcl.attribute("create_from_role", "Role", "string", "Role of tasks where a job says none.")] = ""
    namespace: Annotated[str, hcl.attribute("namespace", "Namespace", "string", "Vault namespace (Enterprise).")] = ""
    address: Annotated[str, hcl.attribute("address", "Addr", "string", "URL of Vault; default https://vault.service.consul:8200.")] = ""
    jwt_auth_backend_path: Annotated[str, hcl.attribute(
        "jwt_auth_backend_path", "JWTAuthBackendPath", "string", "Where the JWT method is mounted; default jwt-nomad.")] = ""
    connection_retry_interval: Annotated[int, hcl.untagged(
        "ConnectionRetryIntv", "duration", "How long to wait before connecting again; 30s.")] = 0
    ca_file: Annotated[str, hcl.attribute("ca_file", "TLSCaFile", "string", "Authority of certificates.")] = ""
    ca_path: Annotated[str, hcl.attribute("ca_path", "TLSCaPath", "string", "Folder with authorities of certificates.")] = ""
    cert_file: Annotated[str, hcl.attribute("cert_file", "TLSCertFile", "string", "Certificate of the agent.")] = ""
    key_file: Annotated[str, hcl.attribute("key_file", "TLSKeyFile", "string", "Key of that certificate.")] = ""
    tls_skip_verify: Annotated[bool | None, hcl.attribute(
        "tls_skip_verify", "TLSSkipVerify", "bool", "Does not verify Vault's certificate.")] = None
    tls_server_name: Annotated[str, hcl.attribute(
        "tls_server_name", "TLSServerName", "string", "Name that the certificate must have.")] = ""
    default_identity: Annotated[WorkloadIdentityConfig | None, hcl.block(
        "default_identity", "DefaultIdentity", "WorkloadIdentityConfig", "Identity of tasks where a job says none.")] = None
    token: Annotated[str, hcl.attribute("token", "Token", "string", "Token of the agent; of older versions.")] = ""
