"""Reading the options of `validate` and `parse` without typer.

typer (with pydantic below it) takes ten times as long to import as a bare Python takes to start, more than reading and checking a
file. So these two commands' plain calls are read here, from a table. Anything else — help, completion, an unknown option, a value
missing or wrong — is left to typer, which has the words for it. A test holds the table to the options that typer knows.
"""

from __future__ import annotations

from jobspec.cli.values import PROBLEMS

#: Option to the name of its parameter, and what its value is: one text, one of several texts (choices), or a flag.
TEXTS = {
    "--base-dir": "base_dir", "--config": "config", "--baseline": "baseline",
    "--interfaces": "interfaces", "--routes": "routes", "--cni-config-dir": "cni_config_dir",
    "--jobs": "jobs", "--executor": "executor", "--changed-since": "changed_since",
}
LISTS = {
    "--var": "var", "--var-file": "var_file", "--exclude": "exclude", "--select": "select", "--ignore": "ignore",
    "--severity": "severity", "--output": "output", "--driver-schema": "driver_schema", "--node": "node",
}
CHOICES = {
    "--format": ("format", ("text", "concise", "json", "sarif", "github", "gitlab", "junit")),
    "--color": ("color", ("auto", "always", "never")),
    "--fail-on": ("fail_on", ("error", "warning", "info")),
    "--as": ("as_", ("job", "agent")),
}
FLAGS = {
    "--allow-outside": "allow_outside", "--lax": "lax", "--json": "json", "--canonical": "canonical", "--admitted": "admitted",
    "--isolated": "isolated", "--update-baseline": "update_baseline", "--force-exclude": "force_exclude", "--every-node": "every_node",
    "--complete": "complete",
    "--no-cache": "no_cache", "--stats": "stats", "--watch": "watch", "--fix": "fix", "--unsafe-fixes": "unsafe_fixes", "--diff": "diff",
}

#: The options that only one of the commands has.
ONLY = {
    "--canonical": "parse", "--admitted": "parse", "--as": "parse", "--complete": "parse",
    **dict.fromkeys(
        ("--format", "--exclude", "--select", "--ignore", "--severity", "--fail-on", "--output", "--config", "--isolated", "--baseline",
         "--update-baseline", "--force-exclude", "--driver-schema", "--node", "--every-node", "--interfaces", "--routes",
         "--cni-config-dir", "--jobs", "--executor", "--changed-since", "--no-cache", "--stats", "--watch", "--fix", "--unsafe-fixes",
         "--diff"),
        "validate",
    ),
}


class Arguments:
    """Arguments as read: the positional ones, and the options that were given by parameter name."""

    __slots__ = ("flags", "lists", "paths", "texts")

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.texts: dict[str, str] = {}
        self.lists: dict[str, list[str]] = {}
        self.flags: dict[str, bool] = {}


def read_arguments(command: str, arguments: list[str]) -> Arguments | None:
    """Read what follows the command's name; None where typer is needed."""
    read = Arguments()
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "-" or not argument.startswith("-"):
            read.paths.append(argument)
            continue
        name, equals, value = argument.partition("=")
        if ONLY.get(name, command) != command:
            return None
        if name in FLAGS:
            if equals:
                return None
            read.flags[FLAGS[name]] = True
            continue
        if not equals:
            following = next(waiting, None)
            if following is None or following.startswith("-"):
                return None
            value = following
        if not _take(read, name, value):
            return None
    return read if command == "validate" or read.paths else None


def _take(read: Arguments, name: str, value: str) -> bool:
    """Keep an option's value; False where the option or its value is not known here."""
    if name in LISTS:
        parameter = LISTS[name]
        if parameter in PROBLEMS and PROBLEMS[parameter](value) is not None:
            return False
        read.lists.setdefault(parameter, []).append(value)
    elif name in TEXTS:
        parameter = TEXTS[name]
        if parameter in PROBLEMS and PROBLEMS[parameter](value) is not None:
            return False
        read.texts[parameter] = value
    elif name in CHOICES and value in CHOICES[name][1]:
        read.texts[CHOICES[name][0]] = value
    else:
        return False
    return True
