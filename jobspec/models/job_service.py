"""TODO"""

from typing import Annotated

from jobspec.models import fields as hcl
from jobspec.models.base import Model
from jobspec.models.job_connect import ConsulConnect
from jobspec.models.job_identity import WorkloadIdentity


class CheckRestart(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    limit: Annotated[int, hcl.attribute("limit", "Limit", "int")] = 0
    grace: Annotated[int | None, hcl.attribute("grace", "Grace", "duration")] = None
    ignore_warnings: Annotated[bool, hcl.attribute("ignore_warnings", "IgnoreWarnings", "bool")] = False


class ServiceCheck(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    name: Annotated[str, hcl.attribute("name", "Name", "string")] = ""
    type: Annotated[str, hcl.attribute("type", "Type", "string")] = ""
    command: Annotated[str, hcl.attribute("command", "Command", "string")] = ""
    args: Annotated[tuple[str, ...] | None, hcl.attribute("args", "Args", "list(string)")] = None
    path: Annotated[str, hcl.attribute("path", "Path", "string")] = ""
    protocol: Annotated[str, hcl.attribute("protocol", "Protocol", "string")] = ""
    port: Annotated[str, hcl.attribute("port", "PortLabel", "string")] = ""
    expose: Annotated[bool, hcl.attribute("expose", "Expose", "bool")] = False
    address_mode: Annotated[str, hcl.attribute("address_mode", "AddressMode", "string")] = ""
    advertise: Annotated[str, hcl.attribute("advertise", "Advertise", "string")] = ""
    interval: Annotated[int, hcl.attribute("interval", "Interval", "duration")] = 0
    timeout: Annotated[int, hcl.attribute("timeout", "Timeout", "duration")] = 0
    initial_status: Annotated[str, hcl.attribute("initial_status", "InitialStatus", "string")] = ""
    notes: Annotated[str, hcl.attribute("notes", "Notes", "string")] = ""
    tls_server_name: Annotated[str, hcl.attribute("tls_server_name", "TLSServerName", "string")] = ""
    tls_skip_verify: Annotated[bool, hcl.attribute("tls_skip_verify", "TLSSkipVerify", "bool")] = False
    header: Annotated[dict[str, tuple[str, ...]] | None, hcl.block_map("header", "Header", "map(list(string))")] = None
    method: Annotated[str, hcl.attribute("method", "Method", "string")] = ""
    check_restart: Annotated[CheckRestart | None, hcl.block("check_restart", "CheckRestart", "CheckRestart")] = None
    grpc_service: Annotated[str, hcl.attribute("grpc_service", "GRPCService", "string")] = ""
    grpc_use_tls: Annotated[bool, hcl.attribute("grpc_use_tls", "GRPCUseTLS", "bool")] = False
    task: Annotated[str, hcl.attribute("task", "TaskName", "string")] = ""
    success_before_passing: Annotated[int, hcl.attribute("success_before_passing", "SuccessBeforePassing", "int")] = 0
    failures_before_critical: Annotated[int, hcl.attribute("failures_before_critical", "FailuresBeforeCritical", "int")] = 0
    failures_before_warning: Annotated[int, hcl.attribute("failures_before_warning", "FailuresBeforeWarning", "int")] = 0
    body: Annotated[str, hcl.attribute("body", "Body", "string")] = ""
    on_update: Annotated[str, hcl.attribute("on_update", "OnUpdate", "string")] = ""


class ServiceWeights(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    passing: Annotated[int, hcl.attribute("passing", "Passing", "int")] = 0
    warning: Annotated[int, hcl.attribute("warning", "Warning", "int")] = 0


class Service(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    name: Annotated[str, hcl.attribute("name", "Name", "string")] = ""
    tags: Annotated[tuple[str, ...] | None, hcl.attribute("tags", "Tags", "list(string)")] = None
    canary_tags: Annotated[tuple[str, ...] | None, hcl.attribute("canary_tags", "CanaryTags", "list(string)")] = None
    enable_tag_override: Annotated[bool, hcl.attribute("enable_tag_override", "EnableTagOverride", "bool")] = False
    port: Annotated[str, hcl.attribute("port", "PortLabel", "string")] = ""
    address_mode: Annotated[str, hcl.attribute("address_mode", "AddressMode", "string")] = ""
    address: Annotated[str, hcl.attribute("address", "Address", "string")] = ""
    checks: Annotated[tuple[ServiceCheck, ...] | None, hcl.blocks("check", "Checks", "list(ServiceCheck)")] = None
    check_restart: Annotated[CheckRestart | None, hcl.block("check_restart", "CheckRestart", "CheckRestart")] = None
    connect: Annotated[ConsulConnect | None, hcl.block("connect", "Connect", "ConsulConnect")] = None
    meta: Annotated[dict[str, str] | None, hcl.block_map("meta", "Meta", "map(string)")] = None
    canary_meta: Annotated[dict[str, str] | None, hcl.block_map("canary_meta", "CanaryMeta", "map(string)")] = None
    tagged_addresses: Annotated[dict[str, str] | None, hcl.block_map("tagged_addresses", "TaggedAddresses", "map(string)")] = None
    task: Annotated[str, hcl.attribute("task", "TaskName", "string")] = ""
    on_update: Annotated[str, hcl.attribute("on_update", "OnUpdate", "string")] = ""
    identity: Annotated[WorkloadIdentity | None, hcl.block("identity", "Identity", "WorkloadIdentity")] = None
    weights: Annotated[ServiceWeights | None, hcl.block("weights", "Weights", "ServiceWeights")] = None
    provider: Annotated[str, hcl.attribute("provider", "Provider", "string")] = ""
    cluster: Annotated[str, hcl.attribute("cluster", "Cluster", "string")] = ""
    kind: Annotated[str, hcl.attribute("kind", "Kind", "string")] = ""
