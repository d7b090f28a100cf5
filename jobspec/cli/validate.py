"""`jobspec validate PATH…`"""

from __future__ import annotations

from typing import Annotated

import typer

from jobspec.cli.checking import NO_PATHS
from jobspec.cli.checking import validate as run
from jobspec.cli.how import How
from jobspec.cli.options import (
    NODES,
    AllowOutside,
    BaseDir,
    CniConfigDir,
    ColorOption,
    Format,
    Interfaces,
    Json,
    Lax,
    NodePaths,
    Routes,
    Severity,
    VariableFiles,
    Variables,
    checked,
    checked_text,
)
from jobspec.cli.settings import Typed
from jobspec.cli.values import command_line

_FINDINGS = "Which findings count"
_OUTPUT = "Output"
_CONFIG = "Configuration"
_FIXES = "Fixes"
_MANY = "Many files"


def validate(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", show_default=False,
                       help="Job files, agent configs, CNI files, folders of them, or - for standard input."),
    ] = None,
    var: Variables = None,
    var_file: VariableFiles = None,
    base_dir: BaseDir = None,
    allow_outside: AllowOutside = False,
    lax: Lax = False,
    json: Json = False,
    driver_schema: Annotated[
        list[str] | None,
        typer.Option("--driver-schema", metavar="NAME=FILE", callback=checked("driver_schema"),
                     help="JSON Schema of a task driver's config block, in place of the one that ships. Repeatable."),
    ] = None,
    node: NodePaths = None,
    every_node: Annotated[
        bool, typer.Option("--every-node", rich_help_panel=NODES, help="Every node must be able to run every group, rather than one.")
    ] = False,
    interfaces: Interfaces = None,
    routes: Routes = None,
    cni_config_dir: CniConfigDir = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option("--exclude", metavar="PATTERN", help="Leave out of folders what matches, as in .gitignore. Repeatable."),
    ] = None,
    force_exclude: Annotated[
        bool, typer.Option("--force-exclude", help="Let --exclude leave out files that are named, too, as for pre-commit.")
    ] = False,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="CODES", callback=checked("select"), rich_help_panel=_FINDINGS,
                     help="Codes or beginnings of codes that count, with commas between them. Repeatable. Default: ALL."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="CODES", callback=checked("ignore"), rich_help_panel=_FINDINGS,
                     help="Codes or beginnings of codes to leave out. Repeatable."),
    ] = None,
    severity: Annotated[
        list[str] | None,
        typer.Option("--severity", metavar="CODE=LEVEL", callback=checked("severity"), rich_help_panel=_FINDINGS,
                     help="How much findings weigh: error, warning or info. Repeatable."),
    ] = None,
    fail_on: Annotated[
        Severity | None,
        typer.Option("--fail-on", rich_help_panel=_FINDINGS, help="The least severity that gives exit code 1. Default: error."),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option("--format", metavar="NAME", rich_help_panel=_OUTPUT,
                     help="How to print what was found: text, concise, json, sarif, github, gitlab or junit. Default: text; github on "
                          "GitHub Actions."),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option("--output", metavar="FORMAT=FILE", callback=checked("output"), rich_help_panel=_OUTPUT,
                     help="Write a report to a file as well. Repeatable."),
    ] = None,
    color: ColorOption = None,
    config: Annotated[
        str | None,
        typer.Option("--config", metavar="FILE", rich_help_panel=_CONFIG,
                     help="Read this file instead of the nearest jobspec.toml or pyproject.toml."),
    ] = None,
    isolated: Annotated[bool, typer.Option("--isolated", rich_help_panel=_CONFIG, help="Read no configuration file.")] = False,
    baseline: Annotated[
        str | None,
        typer.Option("--baseline", metavar="FILE", rich_help_panel=_FINDINGS,
                     help="File of known findings, which are not shown and do not fail; written where it does not exist."),
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", rich_help_panel=_FINDINGS, help="Write the baseline anew with what is found now.")
    ] = False,
    fix: Annotated[bool, typer.Option("--fix", rich_help_panel=_FIXES, help="Mend what has a safe fix, and report the rest.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", rich_help_panel=_FIXES, help="Also apply fixes after which the job may mean something else.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", rich_help_panel=_FIXES, help="Show what --fix would change. Exit code 1 if anything.")
    ] = False,
    jobs: Annotated[
        str | None,
        typer.Option("--jobs", metavar="N", callback=checked_text("jobs"), rich_help_panel=_MANY,
                     help="Processes for many files. Default: as many as there are cores."),
    ] = None,
    executor: Annotated[
        str | None,
        typer.Option("--executor", metavar="dask:ADDRESS", callback=checked_text("executor"), rich_help_panel=_MANY,
                     help="Check on an existing Dask cluster instead of in processes of this machine."),
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", rich_help_panel=_MANY, help="Check every file, also those that did not change since earlier runs.")
    ] = False,
    stats: Annotated[bool, typer.Option("--stats", rich_help_panel=_MANY, help="Say what was done, on standard error.")] = False,
    changed_since: Annotated[
        str | None,
        typer.Option("--changed-since", metavar="REF", rich_help_panel=_MANY,
                     help="Only files that differ from a commit of git, or are not tracked."),
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", rich_help_panel=_MANY, help="Check again on every change, until Ctrl-C.")] = False,
) -> None:
    """Check job files and show every problem with its place; with --node also what keeps the jobs from running there.

    In a folder, *.nomad and *.nomad.hcl are checked, *.hcl that hold a job or an agent's configuration, and CNI files; what .gitignore
    names is left out.

    Exit codes: 0 nothing at or above the failing level, 1 problems found, 2 wrong usage or unreadable input, 3 internal error.
    """
    given = command_line(
        exclude=exclude, select=select, ignore=ignore, severity=severity, fail_on=fail_on,
        var_file=var_file, base_dir=base_dir, allow_outside=allow_outside, lax=lax, node=node, every_node=every_node,
        driver_schema=driver_schema,
        format=format, output=output, color=color, baseline=baseline,
    )
    how = How(jobs=int(jobs or "0"), executor=executor or "", cache=not no_cache, stats=stats, changed_since=changed_since, watch=watch,
              fix=fix, unsafe_fixes=unsafe_fixes, diff=diff)
    typed = Typed(config=given, paths=tuple(paths or ()), variables=tuple(var or ()), json=json, config_file=config, isolated=isolated,
                  update_baseline=update_baseline, force_exclude=force_exclude, interfaces=interfaces, routes=routes,
                  cni_config_dir=cni_config_dir, how=how)
    code = run(typed)
    if code is None:
        raise typer.BadParameter(NO_PATHS, param_hint="PATH")
    raise typer.Exit(code)
