"""From the text of a job file to a job: parse, variables and locals, the job block, completion (jobspec2 parse.go, types.config.go).

Each phase that finds an error ends the reading where Nomad's parser ends it, so that the first error is Nomad's first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike, fspath
from typing import Final

import msgspec

from jobspec.decode.file import JobFile
from jobspec.decode.job import decode_job, job_run
from jobspec.decode.reading import read_source, source_of
from jobspec.diagnostics import Diagnostic, Result, Severity
from jobspec.evaluate.scope import Scope
from jobspec.hcl import parse
from jobspec.hcl.content import BlockSchema, BodySchema, content
from jobspec.hcl.syntax import Block, Body
from jobspec.models.job_job import Job
from jobspec.source import Source

_TOP_LEVEL: Final = BodySchema((), (BlockSchema("variables"), BlockSchema("variable", ("name",)), BlockSchema("locals"),
                                    BlockSchema("job", ("name",))))


def parse_hcl(text: str | bytes, filename: str) -> Result[Body]:
    """The syntax tree of a file."""
    return parse(source_of(text, filename))


def parse_job(text: str | bytes, filename: str, variables: Sequence[str], var_files: Sequence[str | PathLike[str]],
              environ: Mapping[str, str], strict: bool, base_dir: str | PathLike[str], allow_outside: bool, json: bool) -> Result[Job]:
    """The job of a text; the arguments are those of `jobspec.parse_job`."""
    source = source_of(text, filename)
    return read_job(source, variables, var_files, environ, strict, fspath(base_dir), allow_outside, json)


def load_job(path: str | PathLike[str], variables: Sequence[str], var_files: Sequence[str | PathLike[str]], environ: Mapping[str, str],
             strict: bool, base_dir: str | PathLike[str], allow_outside: bool, json: bool) -> Result[Job]:
    """The job of a file; the arguments are those of `jobspec.load_job`."""
    source = read_source(path)
    if isinstance(source, Diagnostic):
        return Result(None, (source,))
    return read_job(source, variables, var_files, environ, strict, fspath(base_dir), allow_outside, json)


def _scope(source):
    return Scope(source, {}, {}, None, True)


def read_job(source: Source, variables: Sequence[str], var_files: Sequence[str | PathLike[str]], environ: Mapping[str, str],
             strict: bool, base_dir: str, allow_outside: bool, json: bool) -> Result[Job]:
    """The job in a source, with its file's tree and declarations in `job.origin.file`."""
    if json:
        from jobspec.models.job_api import parse_job_json

        return Result(*parse_job_json(source))
    parsed = parse(source)
    body = parsed.value
    diagnostics = list(parsed.diagnostics)
    if body is None or _refused(diagnostics):
        return Result(None, tuple(diagnostics))
    blocks = content(body, _TOP_LEVEL, diagnostics).blocks
    if diagnostics:
        return Result(None, tuple(diagnostics))
    run = job_run(source)
    job = decode_job([b for b in blocks if b.type == "job"], _scope(source), run)
    return Result(job, tuple(run.diagnostics))


def _refused(diagnostics: list[Diagnostic]) -> bool:
    return any(d.severity is Severity.ERROR for d in diagnostics)
