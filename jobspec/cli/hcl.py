"""`jobspec hcl JOB.json`"""

from __future__ import annotations

import sys

from jobspec.check import Settings, read_job
from jobspec.cli.exits import OK, PROBLEMS, UNUSABLE
from jobspec.cli.options import Given, argument, flag
from jobspec.cli.output import complain, say, show_findings, write
from jobspec.discovery import Unreadable, read_bytes
from jobspec.models.job_job import Job
from jobspec.triage.report import FileFindings


class Arguments(Given):
    """The command line of `hcl`."""

    file = argument("JOB.json", "A job in the JSON of Nomad's API, or - for standard input.")
    keep_defaults = flag("--keep-defaults", help="Also write what Nomad fills in by itself.")


def hcl(given: Arguments) -> int:
    """Write a job from Nomad's API JSON (`nomad job inspect`, `nomad job run -output`) as a job file.

    What the servers keep beside the specification, such as status and version, is left out. The text is read back before it is
    printed; what a job file cannot say is listed on standard error.

    Exit codes: 0 written, 1 the input has errors or something could not be written, 2 wrong usage or unreadable input.
    """
    file = given.file
    content = read_bytes(file)
    if isinstance(content, Unreadable):
        complain([content])
        return UNUSABLE
    if not content.lstrip().startswith(b"{"):
        say(f"{file} holds no job in JSON: this command writes HCL from the JSON of Nomad's API")
        return UNUSABLE
    result = read_job(content, file, Settings(json=True))
    if result.diagnostics:
        show_findings([FileFindings(file, result.diagnostics)], "auto")
    if result.errors or result.value is None:
        return PROBLEMS
    if not result.value.id and not result.value.name:
        say(f"{file} holds no job: it has neither an ID nor a name")
        return PROBLEMS
    return _print_job(file, result.value, given.keep_defaults)


def _print_job(file: str, job: Job, keep_defaults: bool) -> int:
    from jobspec.writing import TooDeep, write_job

    try:
        written = write_job(job, keep_defaults or None)
    except TooDeep as error:
        say(f"{file}: {error}")
        return PROBLEMS
    write(sys.stdout, written.text)
    for lost in written.unwritten:
        say(f"left out, because no job file can say it: {lost.path} = {repr(lost.value)[:80]}")
    return PROBLEMS if written.unwritten else OK
