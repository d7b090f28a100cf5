"""What `validate` takes."""

from __future__ import annotations

from jobspec.cli.options import CONFIG_FILE, ISOLATED, NODES, Colored, Given, Nodes, Reading, choice, flag, optional_arguments, text, texts
from jobspec.cli.values import executor_problem, jobs_problem, output_problem, schema_problem, selectors_problem, severity_problem
from jobspec.config.model import Format
from jobspec.diagnostics import Severity

_FINDINGS = "Which findings count"
_OUTPUT = "Output"
_CONFIG = "Configuration"
_FIXES = "Fixes"
_MANY = "Many files"


class _Files(Given):
    driver_schema = texts("--driver-schema", metavar="NAME=FILE", problem=schema_problem,
                          help="JSON Schema of a task driver's config block, in place of the one that ships. Repeatable.")
    exclude = texts("--exclude", metavar="PATTERN", help="Leave out of folders what matches, as in .gitignore. Repeatable.")
    force_exclude = flag("--force-exclude", help="Let --exclude leave out files that are named, too, as for pre-commit.")


class _Nodes(Nodes):
    node = Nodes.node  # first in the help
    every_node = flag("--every-node", panel=NODES, help="Every node must be able to run every group, rather than one.")


class _Findings(Given):
    select = texts("--select", metavar="CODES", problem=selectors_problem, panel=_FINDINGS,
                   help="Codes or beginnings of codes that count, with commas between them. Repeatable. Default: ALL.")
    ignore = texts("--ignore", metavar="CODES", problem=selectors_problem, panel=_FINDINGS,
                   help="Codes or beginnings of codes to leave out. Repeatable.")
    severity = texts("--severity", metavar="CODE=LEVEL", problem=severity_problem, panel=_FINDINGS,
                     help="How much findings weigh: error, warning or info. Repeatable.")
    fail_on = choice(Severity, "--fail-on", panel=_FINDINGS, help="The least severity that gives exit code 1. Default: error.")
    baseline = text("--baseline", metavar="FILE", panel=_FINDINGS,
                    help="File of known findings, which are not shown and do not fail; written where it does not exist.")
    update_baseline = flag("--update-baseline", panel=_FINDINGS, help="Write the baseline anew with what is found now.")


class _Output(Given):
    format = choice(Format, "--format", metavar="NAME", panel=_OUTPUT,
                    help="How to print what was found: text, concise, json, sarif, github, gitlab or junit. Default: text; github on "
                         "GitHub Actions.")
    output = texts("--output", metavar="FORMAT=FILE", problem=output_problem, panel=_OUTPUT,
                   help="Write a report to a file as well. Repeatable.")


class _Configuration(Given):
    config = text("--config", metavar="FILE", panel=_CONFIG, help=CONFIG_FILE)
    isolated = flag("--isolated", panel=_CONFIG, help=ISOLATED)


class _Fixes(Given):
    fix = flag("--fix", panel=_FIXES, help="Mend what has a safe fix, and report the rest.")
    unsafe_fixes = flag("--unsafe-fixes", panel=_FIXES, help="Also apply fixes after which the job may mean something else.")
    diff = flag("--diff", panel=_FIXES, help="Show what --fix would change. Exit code 1 if anything.")


class _Many(Given):
    jobs = text("--jobs", metavar="N", problem=jobs_problem, panel=_MANY,
                help="Processes for many files. Default: as many as there are cores.")
    executor = text("--executor", metavar="dask:ADDRESS", problem=executor_problem, panel=_MANY,
                    help="Check on an existing Dask cluster instead of in processes of this machine.")
    no_cache = flag("--no-cache", panel=_MANY, help="Check every file, also those that did not change since earlier runs.")
    stats = flag("--stats", panel=_MANY, help="Say what was done, on standard error.")
    changed_since = text("--changed-since", metavar="REF", panel=_MANY,
                         help="Only files that differ from a commit of git, or are not tracked.")
    watch = flag("--watch", panel=_MANY, help="Check again on every change, until Ctrl-C.")


class ValidateArguments(Reading, _Files, _Nodes, _Findings, _Output, Colored, _Configuration, _Fixes, _Many):
    """The command line of `validate`, its parts in the order of the help."""

    paths = optional_arguments("PATH", "Job files, agent configs, CNI files, folders of them, or - for standard input.")

    @property
    def mends(self) -> bool:
        """Whether fixes are looked at."""
        return self.fix or self.diff
