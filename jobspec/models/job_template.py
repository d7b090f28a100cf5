"""Files of a task: templates to render and artifacts to fetch."""

from typing import Annotated

from jobspec.models import fields as hcl
from jobspec.models.base import Model


class ChangeScript(Model, frozen=True, kw_only=True, eq=False):
    """A script to run when a template changes: `template { change_script { … } }`."""

    command: Annotated[str | None, hcl.attribute(
        "command", "Command", "string", "Program to run in the task.")] = None
    args: Annotated[tuple[str, ...] | None, hcl.attribute(
        "args", "Args", "list(string)", "Its arguments.")] = None
    timeout: Annotated[int | None, hcl.attribute(
        "timeout", "Timeout", "duration", "Longest time it may take; default 5s.")] = None
    fail_on_error: Annotated[bool | None, hcl.attribute(
        "fail_on_error", "FailOnError", "bool", "Kills the task when it fails; default false.")] = None
    run_on_first_render: Annotated[bool | None, hcl.attribute(
        "run_on_first_render", "RunOnFirstRender", "bool", "Also runs after the first rendering; default false.")] = None


class WaitConfig(Model, frozen=True, kw_only=True, eq=False):
    """Waits for data to settle before a template is rendered: `template { wait { … } }`."""

    min: Annotated[int | None, hcl.attribute(
        "min", "Min", "duration", "Shortest wait.")] = None
    max: Annotated[int | None, hcl.attribute(
        "max", "Max", "duration", "Longest wait.")] = None


class Template(Model, frozen=True, kw_only=True, eq=False):
    """A file that is rendered with consul-template: `template { … }`."""

    source: Annotated[str | None, hcl.attribute(
        "source", "SourcePath", "string", "File with the template; excludes data.")] = None
    destination: Annotated[str | None, hcl.attribute(
        "destination", "DestPath", "string", "File to write, below the task directory.")] = None
    data: Annotated[str | None, hcl.attribute(
        "data", "EmbeddedTmpl", "string", "The template itself; excludes source.")] = None
    change_mode: Annotated[str | None, hcl.attribute(
        "change_mode", "ChangeMode", "string", "What happens when the result changes: restart (default), signal, script or noop.")] = None
    change_script: Annotated[ChangeScript | None, hcl.block(
        "change_script", "ChangeScript", "ChangeScript", 'Script for change_mode = "script".')] = None
    change_signal: Annotated[str | None, hcl.attribute(
        "change_signal", "ChangeSignal", "string", 'Signal for change_mode = "signal".')] = None
    once: Annotated[bool | None, hcl.attribute(
        "once", "Once", "bool", "Renders once and does not watch for changes; default false.")] = None
    splay: Annotated[int | None, hcl.attribute(
        "splay", "Splay", "duration", "Random wait of at most this long before change_mode acts; default 5s.")] = None
    perms: Annotated[str | None, hcl.attribute(
        "perms", "Perms", "string", "File mode of the result, as octal text; default 0644.")] = None
    uid: Annotated[int | None, hcl.attribute(
        "uid", "Uid", "int", "User id of the result's owner; default: root.")] = None
    gid: Annotated[int | None, hcl.attribute(
        "gid", "Gid", "int", "Group id of the result's owner; default: root.")] = None
    left_delimiter: Annotated[str | None, hcl.attribute(
        "left_delimiter", "LeftDelim", "string", "Text that opens an expression; default {{.")] = None
    right_delimiter: Annotated[str | None, hcl.attribute(
        "right_delimiter", "RightDelim", "string", "Text that closes an expression; default }}.")] = None
    env: Annotated[bool | None, hcl.attribute(
        "env", "Envvars", "bool", "Reads the result as NAME=value lines into the environment; default false.")] = None
    vault_grace: Annotated[int | None, hcl.attribute(
        "vault_grace", "VaultGrace", "duration", "Deprecated and without effect.")] = None
    wait: Annotated[WaitConfig | None, hcl.block(
        "wait", "Wait", "WaitConfig", "Waits for data to settle.")] = None
    error_on_missing_key: Annotated[bool | None, hcl.attribute(
        "error_on_missing_key", "ErrMissingKey", "bool", "Fails on keys that maps do not have; default false.")] = None


class TaskArtifact(Model, frozen=True, kw_only=True, eq=False):
    """A file, archive or repository to fetch with go-getter: `artifact { … }`."""

    source: Annotated[str | None, hcl.attribute(
        "source", "GetterSource", "string", "Address to fetch from.")] = None
    getter_options: Annotated[dict[str, str] | None, hcl.block_map(
        "options", "GetterOptions", "map(string)", "Options for go-getter, for example checksum.")] = None
    getter_headers: Annotated[dict[str, str] | None, hcl.block_map(
        "headers", "GetterHeaders", "map(string)", "Headers of the request.")] = None
    mode: Annotated[str | None, hcl.attribute(
        "mode", "GetterMode", "string", "What is fetched: any (default), file or dir.")] = None
    insecure: Annotated[bool | None, hcl.attribute(
        "insecure", "GetterInsecure", "bool", "Does not verify certificates; default false.")] = None
    destination: Annotated[str | None, hcl.attribute(
        "destination", "RelativeDest", "string", "Where to put it, below the task directory; default local/.")] = None
    chown: Annotated[bool, hcl.attribute(
        "chown", "Chown", "bool", "Gives what was fetched to the task's user; default false.")] = False
