"""From the text of a job file to a job: parse, variables and locals, the job block, completion (jobspec2 parse.go, types.config.go).

Each phase that finds an error ends the reading where Nomad's parser ends it, so that the first error is Nomad's first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from os import PathLike, fspath
from typing import Final

from jobspec.decode.collector import CollectorPaused
from jobspec.decode.file import JobFile
from jobspec.decode.job import decode_job, job_run
from jobspec.decode.reading import read_source, source_of
from jobspec.diagnostics import Diagnostic, Result, Severity
from jobspec.evaluate.functions import FUNCTIONS
from jobspec.evaluate.functions.signature import Context, Function
from jobspec.evaluate.inputs import NONE, job_scope
from jobspec.evaluate.reads import Reads
from jobspec.evaluate.values import Value
from jobspec.hcl import parse
from jobspec.hcl.content import BlockSchema, BodySchema, content
from jobspec.hcl.structure import Block, Body
from jobspec.models.job_job import Job
from jobspec.source import Source

_TOP_LEVEL: Final = BodySchema((), (
    BlockSchema("variables"), BlockSchema("variable", ("name",)), BlockSchema("locals"), BlockSchema("job", ("name",)),
))


def parse_hcl(text: str | bytes, filename: str) -> Result[Body]:
    """The syntax tree of a file."""
    with CollectorPaused():
        return parse(source_of(text, filename))


def parse_job(text: str | bytes, filename: str, variables: Sequence[str], var_files: Sequence[str | PathLike[str]],
              environ: Mapping[str, str], strict: bool, base_dir: str | PathLike[str], allow_outside: bool, json: bool,
              reads: Reads | None = None) -> Result[Job]:
    """The job of a text; the arguments are those of `jobspec.parse_job`. `reads` notes the files that functions look at."""
    with CollectorPaused():
        return read_job(source_of(text, filename), variables, var_files, environ, strict, fspath(base_dir), allow_outside, json, reads)


def load_job(path: str | PathLike[str], variables: Sequence[str], var_files: Sequence[str | PathLike[str]], environ: Mapping[str, str],
             strict: bool, base_dir: str | PathLike[str], allow_outside: bool, json: bool) -> Result[Job]:
    """The job of a file; the arguments are those of `jobspec.load_job`."""
    source = read_source(path)
    if isinstance(source, Diagnostic):
        return Result(None, (source,))
    with CollectorPaused():
        return read_job(source, variables, var_files, environ, strict, fspath(base_dir), allow_outside, json)


def read_job(source: Source, variables: Sequence[str], var_files: Sequence[str | PathLike[str]], environ: Mapping[str, str],
             strict: bool, base_dir: str, allow_outside: bool, json: bool, reads: Reads | None = None) -> Result[Job]:
    """The job in a source, with its file's tree and declarations in `job.origin.file` (jobspec2 decode, decodeBody).

    The job is None where the reading ended before the job block was decoded.
    """
    if json:
        from jobspec.models.job_api import parse_job_json

        return Result(*parse_job_json(source))
    opened = open_job(source, variables, var_files, environ, strict, base_dir, allow_outside, reads)
    return opened.read() if isinstance(opened, OpenedJob) else Result(None, opened)


class OpenedJob:
    """A job file with nothing wrong in its syntax and top level, and all that its expressions can refer to from outside of it.

    `diagnostics` were found on the way here.
    """

    __slots__ = ("allow_outside", "arguments", "base_dir", "blocks", "body", "diagnostics", "environ", "files", "reads", "source", "strict")

    def __init__(self, source: Source, body: Body, blocks: list[Block], arguments: Sequence[str], files: Sequence[Body],
                 environ: Mapping[str, str], strict: bool, base_dir: str, allow_outside: bool, reads: Reads | None,
                 diagnostics: tuple[Diagnostic, ...]) -> None:
        self.source = source
        self.body = body
        self.blocks = blocks
        self.arguments = arguments
        self.files = files
        self.environ = environ
        self.strict = strict
        self.base_dir = base_dir
        self.allow_outside = allow_outside
        self.reads = reads
        self.diagnostics = diagnostics

    def read(self, stand_ins: Mapping[str, Value] = NONE) -> Result[Job]:
        """The job. `stand_ins` are values for variables that have none; it can be read any number of times."""
        source, blocks = self.source, self.blocks
        diagnostics = list(self.diagnostics)
        context = Context(self.base_dir, allow_outside=self.allow_outside, reads=self.reads, folder=source.name.rpartition("/")[0])
        functions: Mapping[str, Function] = FUNCTIONS
        if stand_ins and "file" in source.text:
            from jobspec.evaluate.stand_in_files import with_stand_in_files

            functions = with_stand_in_files(FUNCTIONS, stand_ins.values())
        scope = job_scope(blocks, source, self.environ, self.files, self.arguments, self.strict, functions, context,
                          Context(self.base_dir, allow_files=False), diagnostics, stand_ins)
        if _refused(diagnostics):
            return Result(None, tuple(diagnostics))
        run = job_run(source)
        job = decode_job([block for block in blocks if block.type == "job"], scope, run)
        if job is not None and job.origin is not None:
            job.origin.file = JobFile(source, self.body, blocks, scope)
        return Result(job, (*diagnostics, *run.diagnostics))


def open_job(source: Source, variables: Sequence[str], var_files: Sequence[str | PathLike[str]], environ: Mapping[str, str],
             strict: bool, base_dir: str, allow_outside: bool, reads: Reads | None = None) -> OpenedJob | tuple[Diagnostic, ...]:
    """A job file up to where its values matter, or what ends the reading before."""
    parsed = parse(source)
    body = parsed.value
    files, diagnostics = _read_var_files(var_files)
    diagnostics.extend(parsed.diagnostics)
    if body is None or _refused(diagnostics):
        return tuple(diagnostics)
    before = len(diagnostics)
    blocks = content(body, _TOP_LEVEL, diagnostics).blocks
    if len(diagnostics) != before:
        return tuple(diagnostics)
    return OpenedJob(source, body, blocks, variables, files, environ, strict, base_dir, allow_outside, reads, tuple(diagnostics))


def _read_var_files(paths: Iterable[str | PathLike[str]]) -> tuple[list[Body], list[Diagnostic]]:
    """Variable files as bodies. Nomad gives up at the first that it cannot read, before it says anything of the job file."""
    bodies: list[Body] = []
    found: list[Diagnostic] = []
    for path in paths:
        source = read_source(path)
        if isinstance(source, Diagnostic):
            return bodies, [source]
        parsed = parse(source)
        if parsed.value is None or _refused(parsed.diagnostics):
            return bodies, list(parsed.diagnostics)
        bodies.append(parsed.value)
        found.extend(parsed.diagnostics)
    return bodies, found


def _refused(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(found.severity is Severity.ERROR for found in diagnostics)
