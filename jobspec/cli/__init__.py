"""The `jobspec` command: typer commands, one a module, imported when they are called.

Exit codes: 0 nothing found, 1 problems found, 2 wrong usage or unreadable input, 3 an internal error.

Importing typer takes longer than checking a file does. So plain calls of `validate` and `parse` are read by `cli.direct`; help,
completion, mistakes in the arguments and the other commands go through typer.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from typing import TYPE_CHECKING

from jobspec.cli.exits import INTERNAL_ERROR, INTERRUPTED, UNUSABLE

if TYPE_CHECKING:
    from jobspec.cli.direct import Arguments


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
        if error.filename is not None or error.errno not in (errno.ENOSPC, errno.EIO):
            return _crashed(error, arguments)
        from jobspec.cli.output import say

        say(f"cannot write the output: {(error.strerror or str(error)).lower()}")
        return UNUSABLE
    except Exception as error:  # noqa: BLE001 - the boundary: users get a message and a file, never a raw traceback
        return _crashed(error, arguments)


def _crashed(error: Exception, arguments: list[str]) -> int:
    from jobspec.cli.crash import report_crash

    report_crash(error, arguments)
    return INTERNAL_ERROR


def _dispatch(arguments: list[str]) -> int:
    command = arguments[0] if arguments else ""
    if command in ("validate", "parse") and "_JOBSPEC_COMPLETE" not in os.environ:
        from jobspec.cli.direct import read_arguments

        read = read_arguments(command, arguments[1:])
        code = None if read is None else _run_directly(command, read)
        if code is not None:
            return code
    from jobspec.cli.app import call

    return call(arguments)


def _run_directly(command: str, read: Arguments) -> int | None:
    """Run a command without typer; None where it has no path to work on, which typer has words for."""
    from jobspec.cli.settings import Typed, parse_settings

    texts, lists, flags = read.texts, read.lists, read.flags
    if command == "parse":
        from jobspec.cli.printing import ParseOptions, print_parsed

        how = parse_settings(lists.get("var"), lists.get("var_file"), texts.get("base_dir"),
                             "allow_outside" in flags, "lax" in flags, "json" in flags)
        return print_parsed(ParseOptions(tuple(read.paths), how, texts.get("as_"), "canonical" in flags, "admitted" in flags,
                                         "complete" in flags, texts.get("color", "auto")))
    from jobspec.cli.checking import validate
    from jobspec.cli.how import How
    from jobspec.cli.values import command_line

    config = command_line(
        select=lists.get("select"), ignore=lists.get("ignore"), severity=lists.get("severity"), fail_on=texts.get("fail_on"),
        exclude=lists.get("exclude"), var_file=lists.get("var_file"), base_dir=texts.get("base_dir"),
        allow_outside="allow_outside" in flags, lax="lax" in flags, node=lists.get("node"), every_node="every_node" in flags,
        driver_schema=lists.get("driver_schema"),
        format=texts.get("format"), output=lists.get("output"), color=texts.get("color"), baseline=texts.get("baseline"),
    )
    return validate(Typed(
        config=config, paths=tuple(read.paths), variables=tuple(lists.get("var", ())), json="json" in flags,
        interfaces=texts.get("interfaces"), routes=texts.get("routes"), cni_config_dir=texts.get("cni_config_dir"),
        config_file=texts.get("config"), isolated="isolated" in flags, update_baseline="update_baseline" in flags,
        force_exclude="force_exclude" in flags,
        how=How(
            jobs=int(texts.get("jobs", "0")), executor=texts.get("executor", ""), cache="no_cache" not in flags, stats="stats" in flags,
            changed_since=texts.get("changed_since"), watch="watch" in flags, fix="fix" in flags, unsafe_fixes="unsafe_fixes" in flags,
            diff="diff" in flags,
        ),
    ))
