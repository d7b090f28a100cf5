"""`jobspec rehearse JOB --node NODE…`"""

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
from jobspec.cli.planning import PlanOptions
from jobspec.cli.rehearsing import RehearseOptions, clean_up, print_rehearsal
from jobspec.cli.settings import parse_settings
from jobspec.nodes.given import GivenNodes


class RehearsalFormat(StrEnum):
    """Formats of a rehearsal's outcome."""

    TEXT = "text"
    JSON = "json"


def rehearse(
    job: Annotated[str | None, typer.Argument(metavar="JOB", help="A job file, or - for standard input.")] = None,
    node: NodePaths = None,
    interfaces: Interfaces = None,
    routes: Routes = None,
    cni_config_dir: CniConfigDir = None,
    cni_path: Annotated[
        list[str] | None,
        typer.Option(
            "--cni-path",
            metavar="DIR",
            help="Where the plugins are on this machine, if not where the node has them. Repeatable.",
        ),
    ] = None,
    clean: Annotated[bool, typer.Option("--clean", help="Only remove what a killed rehearsal may have left.")] = False,
    format: Annotated[RehearsalFormat, typer.Option("--format", help="How to print the outcome.")] = RehearsalFormat.TEXT,
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
    """Run a plan's CNI calls with the real plugins, try every port, and compare with the plan. Needs root, on Linux.

    Everything happens in namespaces made for it, which play the node's machine; this machine's links, packet filter and leases stay
    untouched, and all of it is gone at the end.

    Exit codes: 0 as planned, 1 something is different or nothing is placed, 2 it cannot be held here or wrong usage, 3 internal error,
    130 broken off.
    """
    if clean:
        raise typer.Exit(clean_up())
    if job is None or not node:
        raise typer.BadParameter("a JOB and at least one --node are needed")
    options = PlanOptions(
        job=job,
        settings=parse_settings(var, var_file, base_dir, allow_outside, lax, json),
        nodes=GivenNodes(paths=tuple(node), interfaces=interfaces, routes=routes, cni_config_dir=cni_config_dir),
        choices=choices(port, alloc_id, pin, alloc, child_id, dispatch_meta, dispatch_payload, earlier),
        format=format,
        color=color or "auto",
    )
    raise typer.Exit(print_rehearsal(RehearseOptions(plan=options, cni_path=tuple(cni_path or ()))))
