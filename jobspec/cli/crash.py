"""What the user sees when this tool itself fails: a short message, and the details in a file."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback

from jobspec.version import VERSION


def report_crash(error: Exception, arguments: list[str]) -> None:
    """Tell on standard error that an internal error happened; the traceback goes to a file, or is shown with --debug."""
    details = "".join(traceback.format_exception(error))
    kind = type(error).__name__
    print(f"jobspec: internal error: {kind}. This is a fault of jobspec {VERSION}, not of your file.", file=sys.stderr)
    if "--debug" in arguments or os.environ.get("JOBSPEC_DEBUG"):
        sys.stderr.write(details)
        return
    called = " ".join(ascii(argument) for argument in arguments)
    try:
        with tempfile.NamedTemporaryFile("wb", prefix="jobspec-error-", suffix=".txt", delete=False) as file:
            text = f"jobspec {VERSION}, Python {sys.version}, arguments: {called}\n\n{details}"
            file.write(text.encode("utf-8", "backslashreplace"))
    except OSError:
        print("Run it again with --debug to see the details.", file=sys.stderr)
    else:
        print(f"The details are in {file.name}; please report them.", file=sys.stderr)
