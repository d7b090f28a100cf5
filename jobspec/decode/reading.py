"""Files and bytes to sources; what cannot be read is a diagnostic (jobspec2 parse.go parseFile)."""

from __future__ import annotations

from os import PathLike, fspath

from jobspec.diagnostics import Diagnostic, Severity
from jobspec.source import Source


def source_of(text: str | bytes, name: str) -> Source:
    """A source from text or from the bytes of a file."""
    return Source.from_bytes(text, name) if isinstance(text, bytes) else Source(text, name)


def read_source(path: str | PathLike[str]) -> Source | Diagnostic:
    """The text of a file, or why it cannot be read: JOB020 missing, JOB021 a folder, JOB022 anything else."""
    name = fspath(path)
    try:
        with open(path, "rb") as file:
            return Source.from_bytes(file.read(), name)
    except FileNotFoundError:
        return _unreadable("JOB020", f"there is no file {name}", "no such file or directory", name)
    except IsADirectoryError:
        return _unreadable("JOB021", f"{name} is a folder, not a file", "is a directory", name, "name a file in it")
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        return _unreadable("JOB022", f"{name} cannot be read: {reason}", reason.lower(), name)


def _unreadable(code: str, message: str, reason: str, name: str, help: str | None = None) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, message=message, help=help, nomad=True,
                      nomad_message=f"Failed to read file; failed to read {name}: {reason}")
