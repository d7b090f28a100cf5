"""The `jobspec` command: typer commands, one a module, imported when they are called.

Exit codes: 0 nothing found, 1 problems found, 2 wrong usage or unreadable input, 3 an internal error.

Importing typer and building its commands costs four times a bare Python start, more than checking a file does. The
commonest call, `jobspec validate PATH…`, has no options to parse, so it goes straight to the command; anything with an
option, help and completion go through typer.
"""

from __future__ import annotations

import gc
import os
import sys

from jobspec.cli.exits import INTERNAL_ERROR, INTERRUPTED


def main() -> None:
    """Entry point of the installed command: runs with the process's arguments and exits.

    A short-lived process gains a fifth of its time by two things: the collector of reference cycles hardly runs (a few are
    made, and only a run over very many files reaches the threshold), and the modules are not taken down one by one at the end.
    """
    gc.set_threshold(200_000, 50, 100)
    code = run(sys.argv[1:])
    sys.stderr.flush()
    os._exit(code)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code. An unexpected exception ends here, as a message instead of a traceback."""
    try:
        code = _dispatch(arguments)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output went away (`jobspec … | head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the boundary: users get a message and a file, never a raw traceback
        from jobspec.cli.crash import report_crash

        report_crash(error, arguments)
        return INTERNAL_ERROR


def _dispatch(arguments: list[str]) -> int:
    if _only_paths_to_validate(arguments):
        from jobspec.cli.checking import ValidateOptions, validate_paths
        from jobspec.cli.settings import settings

        return validate_paths(ValidateOptions(tuple(arguments[1:]), settings()))
    from jobspec.cli.app import call

    return call(arguments)


def _only_paths_to_validate(arguments: list[str]) -> bool:
    """Whether this is `validate PATH…` without any option, and no shell asking for completions."""
    if len(arguments) < 2 or arguments[0] != "validate" or "_JOBSPEC_COMPLETE" in os.environ:
        return False
    return all(argument == "-" or not argument.startswith("-") for argument in arguments[1:])
