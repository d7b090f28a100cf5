"""Services, their registration and health checks."""

from typing import Annotated

from jobspec.models import fields as hcl
from jobspec.models.base import Model
from jobspec.models.job_connect import ConsulConnect
from jobspec.models.job_identity import WorkloadIdentity


class CheckRestart(Model, frozen=True, kw_only=True, eq=False):
    """Restarts a task whose checks fail: `check_restart { … }`."""

    limit: Annotated[int, hcl.attribute(
        "limit", "Limit", "int", "How many failures in a row restart the task; default 0, never.")] = 0
    grace: Annotated[int | None, hcl.attribute(
        "grace", "Grace", "duration", "How long after a start failures do not count; default 1s.")] = None
    ignore_warnings: Annotated[bool, hcl.attribute(
        "ignore_warnings", "IgnoreWarnings", "bool", "Whether the status warning counts as healthy; default false.")] = False


class ServiceCheck(Model, frozen=True, kw_only=True, eq=False):
    """A health check: `check { … }`."""

    name: Annotated[str, hcl.attribute(
        "name", "Name", "string", "Name of the check; default: made of the service's name.")] = ""
    type: Annotated[str, hcl.attribute(
        "type", "Type", "string", "http, tcp, grpc or script; for Nomad's own services http or tcp.")] = ""
    command: Annotated[str, hcl.attribute(
        "command", "Command", "string", "Program to run for a script check.")] = ""
    args: Annotated[tuple[str, ...] | None, hcl.attribute(
        "args", "Args", "list(string)", "Its arguments.")] = None
    path: Annotated[str, hcl.attribute(
        "path", "Path", "string", "Path to request for an http check.")] = ""
    protocol: Annotated[str, hcl.attribute(
        "protocol", "Protocol", "string", "http (default) or https.")] = ""
    port: Annotated[str, hcl.attribute(
        "port", "PortLabel", "string",
        "Label of the port, or a number where address_mode is driver; default: the port of the service.")] = ""
    expose: Annotated[bool, hcl.attribute(
        "expose", "Expose", "bool", "Reaches the check through the Connect proxy on a port of its own; default false.")] = False
    address_mode: Annotated[str, hcl.attribute(
        "address_mode", "AddressMode", "string", "Which address is checked: host (default), alloc or driver.")] = ""
    advertise: Annotated[str, hcl.attribute(
        "advertise", "Advertise", "string", "Address that is checked instead.")] = ""
    interval: Annotated[int, hcl.attribute(
        "interval", "Interval", "duration", "Time between checks; required, at least 1s.")] = 0
    timeout: Annotated[int, hcl.attribute(
        "timeout", "Timeout", "duration", "Longest time of one check; required, at least 1s.")] = 0
    initial_status: Annotated[str, hcl.attribute(
        "initial_status", "InitialStatus", "string", "Status before the first check: passing, warning, critical (default) or empty.")] = ""
    notes: Annotated[str, hcl.attribute(
        "notes", "Notes", "string", "Text for people, shown by Consul.")] = ""
    tls_server_name: Annotated[str, hcl.attribute(
        "tls_server_name", "TLSServerName", "string", "Server name to expect in an https or grpc check.")] = ""
    tls_skip_verify: Annotated[bool, hcl.attribute(
        "tls_skip_verify", "TLSSkipVerify", "bool", "Does not verify the certificate; default false.")] = False
    header: Annotated[dict[str, tuple[str, ...] | None] | None, hcl.block_map(
        "header", "Header", "map(list(string))", "Headers of the request, each a list of values.")] = None
    method: Annotated[str, hcl.attribute(
        "method", "Method", "string", "Method of the request; default GET.")] = ""
    check_restart: Annotated[CheckRestart | None, hcl.block(
        "check_restart", "CheckRestart", "CheckRestart", "Restarts the task when this check fails.")] = None
    grpc_service: Annotated[str, hcl.attribute(
        "grpc_service", "GRPCService", "string", "Service to ask for in a grpc check.")] = ""
    grpc_use_tls: Annotated[bool, hcl.attribute(
        "grpc_use_tls", "GRPCUseTLS", "bool", "Uses TLS for a grpc check; default false.")] = False
    task: Annotated[str, hcl.attribute(
        "task", "TaskName", "string", "Task that a script check of a group service runs in.")] = ""
    success_before_passing: Annotated[int, hcl.attribute(
        "success_before_passing", "SuccessBeforePassing", "int", "Successes in a row before the check passes; default 0.")] = 0
    failures_before_critical: Annotated[int, hcl.attribute(
        "failures_before_critical", "FailuresBeforeCritical", "int", "Failures in a row before the check is critical; default 0.")] = 0
    failures_before_warning: Annotated[int, hcl.attribute(
        "failures_before_warning", "FailuresBeforeWarning", "int", "Failures in a row before the check warns; default 0.")] = 0
    body: Annotated[str, hcl.attribute(
        "body", "Body", "string", "Body of the request.")] = ""
    on_update: Annotated[str, hcl.attribute(
        "on_update", "OnUpdate", "string", "What counts in a deployment: require_healthy (default), ignore_warnings or ignore.")] = ""


class ServiceWeights(Model, frozen=True, kw_only=True, eq=False):
    """Weight of an instance in DNS SRV answers: `weights { … }`."""

    passing: Annotated[int, hcl.attribute(
        "passing", "Passing", "int", "Weight while checks pass; default 1.")] = 0
    warning: Annotated[int, hcl.attribute(
        "warning", "Warning", "int", "Weight while a check warns; default 1.")] = 0


class Service(Model, frozen=True, kw_only=True, eq=False):
    """A service that Consul or Nomad knows under a name: `service { … }`."""

    name: Annotated[str, hcl.attribute(
        "name", "Name", "string", "Name of the service; default JOB-GROUP-TASK, or JOB-GROUP for a group.")] = ""
    tags: Annotated[tuple[str, ...] | None, hcl.attribute(
        "tags", "Tags", "list(string)", "Tags of the registration.")] = None
    canary_tags: Annotated[tuple[str, ...] | None, hcl.attribute(
        "canary_tags", "CanaryTags", "list(string)", "Tags while the allocation is a canary.")] = None
    enable_tag_override: Annotated[bool, hcl.attribute(
        "enable_tag_override", "EnableTagOverride", "bool", "Lets Consul's catalog change tags; default false.")] = False
    port: Annotated[str, hcl.attribute(
        "port", "PortLabel", "string", 'Label of the port to register, or a number with address_mode "alloc" or "driver".')] = ""
    address_mode: Annotated[str, hcl.attribute(
        "address_mode", "AddressMode", "string", "Which address is registered: auto (default), host, alloc or driver.")] = ""
    address: Annotated[str, hcl.attribute(
        "address", "Address", "string", 'Address to register instead; only with address_mode "auto".')] = ""
    checks: Annotated[tuple[ServiceCheck, ...] | None, hcl.blocks(
        "check", "Checks", "list(ServiceCheck)", "Health checks.")] = None
    check_restart: Annotated[CheckRestart | None, hcl.block(
        "check_restart", "CheckRestart", "CheckRestart", "Restarts the task when checks fail, for all checks.")] = None
    connect: Annotated[ConsulConnect | None, hcl.block(
        "connect", "Connect", "ConsulConnect", "The service's place in the Consul service mesh.")] = None
    meta: Annotated[dict[str, str] | None, hcl.block_map(
        "meta", "Meta", "map(string)", "Metadata of the registration.")] = None
    canary_meta: Annotated[dict[str, str] | None, hcl.block_map(
        "canary_meta", "CanaryMeta", "map(string)", "Metadata while the allocation is a canary.")] = None
    tagged_addresses: Annotated[dict[str, str] | None, hcl.block_map(
        "tagged_addresses", "TaggedAddresses", "map(string)", "Further addresses by tag (Consul).")] = None
    task: Annotated[str, hcl.attribute(
        "task", "TaskName", "string", "Task that a group service belongs to.")] = ""
    on_update: Annotated[str, hcl.attribute(
        "on_update", "OnUpdate", "string", "What counts in a deployment: require_healthy (default), ignore_warnings or ignore.")] = ""
    identity: Annotated[WorkloadIdentity | None, hcl.block(
        "identity", "Identity", "WorkloadIdentity", "Workload identity with which the service is registered in Consul.")] = None
    weights: Annotated[ServiceWeights | None, hcl.block(
        "weights", "Weights", "ServiceWeights", "Weight of the instance in DNS SRV answers.")] = None
    provider: Annotated[str, hcl.attribute(
        "provider", "Provider", "string", "Where the service is registered: consul (default) or nomad.")] = ""
    cluster: Annotated[str, hcl.attribute(
        "cluster", "Cluster", "string", 'Name of the Consul cluster; default "default".')] = ""
    kind: Annotated[str, hcl.attribute(
        "kind", "Kind", "string", "Kind of the Consul service, for example api-gateway.")] = ""
