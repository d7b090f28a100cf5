"""TODO"""

from typing import Annotated

from jobspec.models import fields as hcl
from jobspec.models.base import Model


class ChangeScript(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    command: Annotated[str | None, hcl.attribute("command", "Command", "string", required=True)] = None
    args: Annotated[tuple[str, ...] | None, hcl.attribute("args", "Args", "list(string)")] = None
    timeout: Annotated[int | None, hcl.attribute("timeout", "Timeout", "duration")] = None
    fail_on_error: Annotated[bool | None, hcl.attribute("fail_on_error", "FailOnError", "bool", required=True)] = None
    run_on_first_render: Annotated[bool | None, hcl.attribute("run_on_first_render", "RunOnFirstRender", "bool")] = None


class WaitConfig(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    min: Annotated[int | None, hcl.attribute("min", "Min", "duration", required=True)] = None
    max: Annotated[int | None, hcl.attribute("max", "Max", "duration", required=True)] = None


class Template(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    source: Annotated[str | None, hcl.attribute("source", "SourcePath", "string")] = None
    destination: Annotated[str | None, hcl.attribute("destination", "DestPath", "string")] = None
    data: Annotated[str | None, hcl.attribute("data", "EmbeddedTmpl", "string")] = None
    change_mode: Annotated[str | None, hcl.attribute("change_mode", "ChangeMode", "string")] = None
    change_script: Annotated[ChangeScript | None, hcl.block("change_script", "ChangeScript", "ChangeScript")] = None
    change_signal: Annotated[str | None, hcl.attribute("change_signal", "ChangeSignal", "string")] = None
    once: Annotated[bool | None, hcl.attribute("once", "Once", "bool")] = None
    splay: Annotated[int | None, hcl.attribute("splay", "Splay", "duration")] = None
    perms: Annotated[str | None, hcl.attribute("perms", "Perms", "string")] = None
    uid: Annotated[int | None, hcl.attribute("uid", "Uid", "int")] = None
    gid: Annotated[int | None, hcl.attribute("gid", "Gid", "int")] = None
    left_delimiter: Annotated[str | None, hcl.attribute("left_delimiter", "LeftDelim", "string")] = None
    right_delimiter: Annotated[str | None, hcl.attribute("right_delimiter", "RightDelim", "string")] = None
    env: Annotated[bool | None, hcl.attribute("env", "Envvars", "bool")] = None
    vault_grace: Annotated[int | None, hcl.attribute("vault_grace", "VaultGrace", "duration")] = None
    wait: Annotated[WaitConfig | None, hcl.block("wait", "Wait", "WaitConfig")] = None
    error_on_missing_key: Annotated[bool | None, hcl.attribute("error_on_missing_key", "ErrMissingKey", "bool")] = None


class TaskArtifact(Model, frozen=True, kw_only=True, eq=False):
    """TODO"""
    source: Annotated[str | None, hcl.attribute("source", "GetterSource", "string")] = None
    getter_options: Annotated[dict[str, str] | None, hcl.block_map("options", "GetterOptions", "map(string)")] = None
    getter_headers: Annotated[dict[str, str] | None, hcl.block_map("headers", "GetterHeaders", "map(string)")] = None
    mode: Annotated[str | None, hcl.attribute("mode", "GetterMode", "string")] = None
    insecure: Annotated[bool | None, hcl.attribute("insecure", "GetterInsecure", "bool")] = None
    destination: Annotated[str | None, hcl.attribute("destination", "RelativeDest", "string")] = None
    chown: Annotated[bool, hcl.attribute("chown", "Chown", "bool")] = False
