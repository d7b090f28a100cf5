"""`jobspec plan JOB --node NODE…`"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from jobspec.cli.options import (
    AllowOutside,
    BaseDir,
    CniConfigDir,
    ColorOption,
    Interfaces,
    Json,
    Lax,
    NodePaths,
    Routes,
    VariableFiles,
    Variables,
)
from jobspec.cli.plan_options import (
    AllocationFile,
    AllocationIds,
    ChildId,
    DispatchMeta,
    DispatchPayload,
    Earlier,
    PinFiles,
    Ports,
    choices,
)
from jobspec.cli.planning import PlanOptions, print_plan
from jobspec.cli.settings import parse_settings
from jobspec.nodes.given import GivenNodes


class PlanFormat(StrEnum):
    """Formats of a plan; the same names as in `jobspec.reports.PLAN_FORMATS`."""

    TEXT = "text"
    JSON = "json"
    SH = "sh"
    ENV = "env"


def plan(
    job: Annotated[str, typer.Argument(metavar="JOB", help="A job file, or - for standard input.")],
    node: NodePaths = None,
    interfaces: Interfaces = None,
    routes: Routes = None,
    cni_config_dir: CniConfigDir = None,
    format: Annotated[
        PlanFormat, typer.Option("--format", help="A page, JSON (plan.v1), a script of the CNI calls, or environment files.")
    ] = PlanFormat.TEXT,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Every variable, allocation and node in full.")] = False,
    task: Annotated[str | None, typer.Option("--task", metavar="GROUP.TASK", help="With --format env: this task only.")] = None,
    diff: Annotated[
        str | None,
        typer.Option(
            "--diff",
            metavar="OTHER.json",
            help="Show what changes against an earlier plan (from --format json). Exit code: 0 alike, 1 not.",
        ),
    ] = None,
    port: Ports = None,
    alloc_id: AllocationIds = None,
    pin: PinFiles = None,
    alloc: AllocationFile = None,
    earlier: Earlier = None,
    child_id: ChildId = None,
    dispatch_meta: DispatchMeta = None,
    dispatch_payload: DispatchPayload = None,
    var: Variables = None,
    var_file: VariableFiles = None,
    base_dir: BaseDir = None,
    allow_outside: AllowOutside = False,
    lax: Lax = False,
    json: Json = False,
    color: ColorOption = None,
) -> None:
    """Show what would run where, with ports, addresses, CNI calls, environment and registrations; or every reason why not.

    Exit codes: 0 everything is placed and can start, 1 something is not or the job is refused, 2 wrong usage or unreadable input,
    3 internal error. With --diff: 0 no change, 1 changes, 2 and 3 as above.
    """
    if not node:
        raise typer.BadParameter("a plan needs at least one node", param_hint="--node")
    options = PlanOptions(
        job=job,
        settings=parse_settings(var, var_file, base_dir, allow_outside, lax, json),
        nodes=GivenNodes(paths=tuple(node), interfaces=interfaces, routes=routes, cni_config_dir=cni_config_dir),
        choices=choices(port, alloc_id, pin, alloc, child_id, dispatch_meta, dispatch_payload, earlier),
        format=format,
        diff=diff,
        task=task,
        verbose=verbose,
        color=color or "auto",
    )
    raise typer.Exit(print_plan(options))
