"""The job block (types.config.go decodeJob, decodeTopLevelExtras; parse_job.go normalizeJob)."""

from __future__ import annotations

from typing import Final

import msgspec

from jobspec.decode.body import ScopedBlock, decode_attributes, decode_block, decode_blocks, make_instance, scoped_blocks
from jobspec.decode.completion import COMPLETIONS
from jobspec.decode.constraints import decode_affinity, decode_constraint
from jobspec.decode.free import settle
from jobspec.decode.group import decode_group
from jobspec.decode.origins import origin_of
from jobspec.decode.plan import DYNAMIC_BLOCK, make_plan
from jobspec.decode.reach import in_nomads_order
from jobspec.decode.run import BlockDecoder, Fields, Run
from jobspec.decode.shorthand import decode_as_attribute
from jobspec.decode.task import decode_task
from jobspec.diagnostics import Diagnostic, Severity
from jobspec.evaluate.scope import Scope
from jobspec.hcl.content import BlockSchema, BodySchema, content
from jobspec.hcl.json_syntax import JsonBody
from jobspec.hcl.structure import Block
from jobspec.models.base import Model
from jobspec.models.job_constraint import Affinity, Constraint
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_identity import Secret, Vault
from jobspec.models.job_job import Job
from jobspec.models.job_task import Task
from jobspec.source import Source

_EXTRAS: Final = (BlockSchema("vault"), BlockSchema("secret", ("name",)), BlockSchema("task", ("name",)))
_EXTRAS_SCHEMA: Final = BodySchema((), (*_EXTRAS, DYNAMIC_BLOCK))
_PLAN: Final = make_plan(Job, ("meta",), _EXTRAS)
_HIDDEN: Final = frozenset({"vault", "secret", "task"})

_DECODERS: Final[dict[type[Model], BlockDecoder]] = {
    Affinity: decode_affinity, Constraint: decode_constraint, Task: decode_task, TaskGroup: decode_group,
}


def job_run(source: Source) -> Run:
    """A run that knows how the parts of a job are decoded."""
    return Run(source, _DECODERS, COMPLETIONS)


def decode_job(blocks: list[Block], scope: Scope, run: Run) -> Job | None:
    """The job of a file, given its `job` blocks: there must be exactly one. None only when there is none."""
    if not blocks:
        run.diagnostics.append(Diagnostic(
            code="JOB005", severity=Severity.ERROR, message="this file has no job block", nomad=True,
            nomad_message="Missing job block; A job block is required", help='a job file holds one `job "NAME" { … }`',
        ))
        return None
    first = blocks[0]
    job = _Extras(run)
    decoded = job.decode(first, scope)
    for block in blocks[1:]:
        run.refuse_second("JOB006", block, (first.definition_start, first.header_end), "there is a second job block", "Duplicate job block",
                          'Only one block of type "job" is allowed. Previous definition was at {}.', "put each job into a file of its own")
    if not run.has_errors():
        before = len(run.diagnostics)
        settle(run.pending, run)
        if len(run.diagnostics) - before > 1:
            run.diagnostics[before:] = in_nomads_order(run.diagnostics[before:], run.pending, decoded, (*job.tasks, *job.secrets))
    return job.completed(decoded, first.labels[0].value)


class _Extras:
    """What stands beside the groups of a job: tasks without a group, and vault and secret blocks for all tasks."""

    __slots__ = ("run", "secrets", "tasks", "vault")

    def __init__(self, run: Run) -> None:
        self.run = run
        self.vault: Vault | None = None
        self.secrets: list[Secret] = []
        self.tasks: list[Task] = []

    def decode(self, block: Block, scope: Scope) -> Job:
        """The job as written, before it is completed."""
        run, body = self.run, block.body
        meta = decode_as_attribute(body, "meta", scope, run)
        before = len(run.diagnostics)
        if isinstance(body, JsonBody) or any(inner.type in _HIDDEN or inner.type == "dynamic" for inner in body.blocks):
            extras = content(body, _EXTRAS_SCHEMA, run.diagnostics, partial=True).blocks
            self.take(scoped_blocks(extras, _EXTRAS_SCHEMA, scope, run, partial=True))
        after = len(run.diagnostics)
        found = content(body, _PLAN.schema, run.diagnostics)
        run.drop_repeated(before, after)
        fields: Fields = {"origin": origin_of(block, found.attributes, found.blocks)}
        decode_attributes(found.attributes, _PLAN, scope, run, fields)
        decode_blocks(scoped_blocks(found.blocks, _PLAN.schema, scope, run, hidden=_HIDDEN), _PLAN, run, fields)
        if meta is not None:
            fields["meta"] = meta
        job = make_instance(Job, fields, run)
        assert isinstance(job, Job)
        return job

    def take(self, blocks: list[ScopedBlock]) -> None:
        """Decode the blocks beside the groups (decodeTopLevelExtras)."""
        run = self.run
        vault: Block | None = None
        for block, scope in blocks:
            if block.type == "task":
                self.tasks.append(decode_block(block, Task, scope, run))  # type: ignore[arg-type]
            elif block.type == "secret":
                self.secrets.append(decode_block(block, Secret, scope, run))  # type: ignore[arg-type]
            elif vault is None:
                vault = block
                self.vault = decode_block(block, Vault, scope, run)  # type: ignore[assignment]
            else:
                run.refuse_second("HCL210", block, (vault.definition_start, vault.header_end), 'there is a second "vault" block',
                                  "Duplicate vault block", 'Only one block of type "vault" is allowed. Previous definition was at {}.')

    def completed(self, job: Job, label: str) -> Job:
        """The job with its tasks in groups and what it declares for all of them (normalizeJob)."""
        groups = job.task_groups
        if self.tasks:
            alone = tuple(TaskGroup(name=task.name, tasks=(task,), origin=task.origin) for task in self.tasks)
            groups = alone + (groups or ())
        if groups and (self.vault is not None or self.secrets):
            groups = tuple(
                msgspec.structs.replace(group, tasks=tuple(self.inherited(task) for task in group.tasks)) if group.tasks else group
                for group in groups
            )
        return msgspec.structs.replace(job, name=label if job.name is None else job.name, id=label if job.id is None else job.id,
                                       task_groups=groups)

    def inherited(self, task: Task) -> Task:
        """A task with the job's vault, unless it has one, and the job's secrets after its own."""
        secrets = (*(task.secrets or ()), *self.secrets)
        return msgspec.structs.replace(task, vault=self.vault if task.vault is None else task.vault, secrets=secrets or task.secrets)
