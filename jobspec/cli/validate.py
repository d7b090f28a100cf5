"""`jobspec validate PATH…`"""

from __future__ import annotations

import os
from collections.abc import Iterator

from jobspec.cli.checking import validate_paths
from jobspec.cli.exits import UNUSABLE
from jobspec.cli.options import Misused
from jobspec.cli.output import say, show_config_problems
from jobspec.cli.settings import ValidateOptions, resolve
from jobspec.cli.validate_options import ValidateArguments as Arguments
from jobspec.cli.values import folder_problem, nodes_problem


def validate(given: Arguments) -> int:
    """Check job files and show every problem with its place; with --node also what keeps the jobs from running there.

    In a folder, *.nomad and *.nomad.hcl are checked, *.hcl that hold a job or an agent's configuration, and CNI files; what .gitignore
    names is left out.

    Exit codes: 0 nothing at or above the failing level, 1 problems found, 2 wrong usage or unreadable input, 3 internal error.
    """
    resolved = resolve(given, os.environ)
    options = resolved.value
    if options is None:
        show_config_problems(resolved.diagnostics, given.color or "auto")
        return UNUSABLE
    problems = list(_problems(options))
    for problem in problems:
        say(problem)
    if problems:
        return UNUSABLE
    if not options.paths:
        raise Misused("name a file or folder, or - for standard input", "PATH")
    if given.watch:
        from jobspec.cli.watching import watch

        nodes = options.settings.nodes
        described = () if nodes is None else (*nodes.paths, nodes.interfaces, nodes.routes, nodes.cni_config_dir)
        return watch((*options.paths, *filter(None, described)), lambda: _validate_afresh(options))
    return validate_paths(options)


def _problems(options: ValidateOptions) -> Iterator[str]:
    """What keeps a run from being made, in words."""
    if options.settings.driver_schemas:
        from jobspec.rules.driver.own_schemas import load_schema

        for path in options.settings.driver_schemas.values():
            problem = load_schema(path)
            if isinstance(problem, str):
                yield f"schema of a driver: {problem}"
    base_dir = folder_problem(str(options.settings.base_dir))
    if base_dir is not None:
        yield f"base-dir: {base_dir}"
    if options.given.unsafe_fixes and not options.given.mends:
        yield "--unsafe-fixes says which fixes --fix applies or --diff shows: give one of them too"
    if options.settings.nodes is None and (options.given.interfaces or options.given.routes or options.given.cni_config_dir):
        yield "--interfaces, --routes and --cni-config-dir describe a node: give --node too"
    if options.given.update_baseline and options.baseline is None:
        yield "--update-baseline needs the file: give --baseline FILE, or set baseline in the configuration"
    ambiguous = nodes_problem(options.settings.nodes)
    if ambiguous is not None:
        yield ambiguous


def _validate_afresh(options: ValidateOptions) -> int:
    """Check once more, with nodes as they are described now."""
    if options.settings.nodes is not None:
        from jobspec.nodes.given import load_given

        load_given.cache_clear()
    return validate_paths(options)
