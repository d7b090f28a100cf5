"""A job as the text of a job file, checked by reading it back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from jobspec.decode.pipeline import parse_job
from jobspec.hcl.reader import MAX_DEPTH
from jobspec.models.base import Model
from jobspec.models.canonical import canonical_job
from jobspec.models.job_job import Job
from jobspec.writing.bodies import job_block
from jobspec.writing.defaults import same, without_defaults, writable_fields
from jobspec.writing.ports import with_joined_ports
from jobspec.writing.remnants import without_remnants
from jobspec.writing.syntax import hcl_text

#: How many blocks stand around the values of a free block at the most.
FREE_AT = 10


class TooDeep(ValueError):
    """A value is nested more deeply than job files are read (jobspec.hcl.reader.MAX_DEPTH)."""


class Unwritten(msgspec.Struct, frozen=True):
    """A value that a job file cannot say: its place in the API's JSON (`TaskGroups[0].Tasks[0].Config.a.b`), and the value."""

    path: str
    value: object


class WrittenJob(msgspec.Struct, frozen=True):
    """The text of a job file, and what of the job it does not say, apart from the state that servers keep (status, versions, payload)."""

    text: str
    unwritten: tuple[Unwritten, ...]


def job_hcl(job: Job, keep_defaults: bool | None = None) -> str:
    """The text of a job file that reads back as `job`.

    Defaults are left out of a job that has them filled in (as `nomad job inspect` prints it); of one that has not, everything is written
    that it sets. `keep_defaults` says so explicitly. What no job file can say is left out; `write_job` lists it. Raises TooDeep.
    """
    for path, value in _free_values(job):
        if _is_deeper(value, MAX_DEPTH - FREE_AT):
            raise TooDeep(f"{path} is nested more than {MAX_DEPTH - FREE_AT} levels deep, which no job file may be")
    keep = not _has_defaults(job) if keep_defaults is None else keep_defaults
    return hcl_text([job_block(with_joined_ports(job if keep else without_defaults(job)))])


def write_job(job: Job, keep_defaults: bool | None = None) -> WrittenJob:
    """`job_hcl`, and by reading the text back, what it lost."""
    text = job_hcl(job, keep_defaults)
    read = parse_job(text, "job.nomad.hcl", (), (), {}, True, ".", False, False).value
    found = Job() if read is None else canonical_job(read)
    return WrittenJob(text, tuple(_lost(canonical_job(without_remnants(job)), found, "")))


def _has_defaults(job: Job) -> bool:
    """Whether Nomad's API has filled in the job's defaults: it leaves none of these absent."""
    if job.priority is None or job.region is None or job.type is None:
        return False
    return all(task.kill_timeout is not None and task.restart is not None for group in job.task_groups or () for task in group.tasks or ())


def _free_values(job: Job) -> Iterator[tuple[str, object]]:
    for group in job.task_groups or ():
        for task in group.tasks or ():
            yield f'the config of task "{task.name}"', task.config
            for policy in task.scaling_policies or ():
                yield f'a scaling policy of task "{task.name}"', policy.policy
        if group.scaling is not None:
            yield f'the scaling policy of group "{group.name}"', group.scaling.policy


def _is_deeper(value: object, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return levels < 0 or any(_is_deeper(item, levels - 1) for item in inner)


def _lost(wanted: Any, found: Any, path: str) -> Iterator[Unwritten]:
    if same(found, wanted):
        return
    if isinstance(wanted, Model) and isinstance(found, Model):
        for name, field in writable_fields(type(wanted)):
            yield from _lost(getattr(wanted, name), getattr(found, name), f"{path}.{field.json}" if path else field.json or name)
    elif isinstance(wanted, dict) and isinstance(found, dict):
        for key, value in wanted.items():
            yield from _lost(value, found.get(key), f"{path}.{key}")
    elif isinstance(wanted, tuple) and isinstance(found, tuple) and len(wanted) == len(found):
        for index, (value, other) in enumerate(zip(wanted, found, strict=True)):
            yield from _lost(value, other, f"{path}[{index}]")
    else:
        yield Unwritten(path, wanted)
