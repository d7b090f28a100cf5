"""The `jobspec` command: one command a module, imported when it is called.

Exit codes: 0 nothing found, 1 problems found, 2 wrong usage or unreadable input, 3 an internal error.

Importing typer takes longer than checking a file does. So plain calls are read by `cli.direct`; help, completion and mistakes in the
arguments go through typer.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from typing import TYPE_CHECKING

from jobspec.cli.exits import INTERNAL_ERROR, INTERRUPTED, UNUSABLE

if TYPE_CHECKING:
    from types import ModuleType

#: Command name to the module that has its `Arguments` and a function of the same name, which takes them and returns the exit code; or a
#: typer app of further commands. In the order of the help.
COMMANDS = {
    "validate": "jobspec.cli.validate",
    "plan": "jobspec.cli.plan",
    "rehearse": "jobspec.cli.rehearse",
    "parse": "jobspec.cli.parse",
    "hcl": "jobspec.cli.hcl",
    "node": "jobspec.cli.node",
    "config": "jobspec.cli.config",
    "explain": "jobspec.cli.explain",
    "rules": "jobspec.cli.rules",
    "schema": "jobspec.cli.schema",
}


def main() -> None:
    """Entry point of the installed command: runs with the process's arguments and exits.

    A short-lived process gains a fifth of its time by two things: the collector of reference cycles hardly runs (a few are
    made, and only a run over very many files reaches the threshold), and the modules are not taken down one by one at the end.
    """
    gc.set_threshold(200_000, 50, 100)
    _import_msgspec()
    code = run(sys.argv[1:])
    if sys.stderr is not None:
        sys.stderr.flush()
    os._exit(code)


def _import_msgspec() -> None:
    """Import msgspec without typing_extensions, which it prefers to `typing` where something else (typer) installed it.

    Of Python 3.11 on, `typing` has the same of what it takes. typing_extensions imports `inspect`, which makes every start a tenth longer.
    """
    wanted = sys.modules.setdefault("typing_extensions", None)  # type: ignore[arg-type]  # None: an import fails
    try:
        import msgspec  # noqa: F401
    finally:
        if wanted is None:
            del sys.modules["typing_extensions"]


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code. An unexpected exception ends here, as a message instead of a traceback."""
    try:
        code = _dispatch(arguments)
        if sys.stdout is not None:  # it is None when the caller closed it
            sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output went away (`jobspec … | head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        from jobspec.cli.output import say

        if _is_nowhere():
            say("the current folder is not there any more")
            return UNUSABLE
        if error.filename is not None or error.errno not in (errno.ENOSPC, errno.EIO):
            return _crashed(error, arguments)
        say(f"cannot write the output: {(error.strerror or str(error)).lower()}")
        return UNUSABLE
    except Exception as error:  # noqa: BLE001 - the boundary: users get a message and a file, never a raw traceback
        return _crashed(error, arguments)


def _is_nowhere() -> bool:
    """Whether the folder that this runs in has been removed."""
    try:
        os.getcwd()
    except OSError:
        return True
    return False


def _crashed(error: Exception, arguments: list[str]) -> int:
    from jobspec.cli.crash import report_crash

    report_crash(error, arguments)
    return INTERNAL_ERROR


def _dispatch(arguments: list[str]) -> int:
    module = COMMANDS.get(arguments[0]) if arguments and "_JOBSPEC_COMPLETE" not in os.environ else None
    if module is not None:
        __import__(module)  # importlib would have to be imported first
        code = _run_directly(sys.modules[module], arguments)
        if code is not None:
            return code
    from jobspec.cli.app import call

    return call(arguments)


def _run_directly(module: ModuleType, arguments: list[str]) -> int | None:
    """Run a command without typer; None where something is not plain about the call, or wrong, which typer has words for."""
    if not hasattr(module, "Arguments"):
        return None
    from jobspec.cli.direct import read_arguments
    from jobspec.cli.options import Misused

    read = read_arguments(module.Arguments, arguments[1:])
    try:
        return None if read is None else int(getattr(module, arguments[0])(read))
    except Misused:
        return None
