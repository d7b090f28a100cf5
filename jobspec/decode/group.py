"""Task groups (hcl_conversions.go decodeTaskGroup, validateGroupScalingPolicy)."""

from __future__ import annotations

from typing import Final

import msgspec

from jobspec.decode.body import ScopedBlock, decode_attributes, decode_block, decode_blocks, scoped_blocks
from jobspec.decode.completion import split_ports
from jobspec.decode.origins import origin_of
from jobspec.decode.plan import DYNAMIC_BLOCK, make_plan
from jobspec.decode.run import Fields, PendingValue, Run
from jobspec.decode.shorthand import decode_as_attribute
from jobspec.diagnostics import Severity
from jobspec.evaluate.scope import Scope
from jobspec.hcl.content import AttributeSchema, BlockSchema, BodySchema, content
from jobspec.hcl.json_syntax import JsonBody
from jobspec.hcl.structure import Block
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_identity import Secret, Vault
from jobspec.models.job_policies import ScalingPolicy
from jobspec.models.job_task import Task

_EXTRAS: Final = (BlockSchema("vault"), BlockSchema("secret", ("name",)))
_EXTRAS_SCHEMA: Final = BodySchema((), (*_EXTRAS, DYNAMIC_BLOCK))
_PLAN: Final = make_plan(TaskGroup, ("meta",), _EXTRAS)
_HIDDEN: Final = frozenset({"vault", "secret"})
_SCALING_SCHEMA: Final = BodySchema((AttributeSchema("max", True), AttributeSchema("type")), (DYNAMIC_BLOCK,))


def decode_group(block: Block, scope: Scope, run: Run) -> TaskGroup:
    """A task group; its vault and secret blocks end up in its tasks.

    Nomad stops reading the group after a wrong `meta` attribute or a wrong label of these two blocks.
    """
    body = block.body
    before = len(run.diagnostics)
    meta = decode_as_attribute(body, "meta", scope, run)
    extras = _extras(block, scope, run)
    name = block.labels[0].value if block.labels else None
    if len(run.diagnostics) != before:
        return TaskGroup(name=name, origin=origin_of(block, body.attributes, body.blocks))
    vault, secrets, pending = _decode_extras(extras, run)

    found = content(body, _PLAN.schema, run.diagnostics)
    fields: Fields = {"origin": origin_of(block, found.attributes, found.blocks)}
    decode_attributes(found.attributes, _PLAN, scope, run, fields)
    blocks = scoped_blocks(found.blocks, _PLAN.schema, scope, run, hidden=_HIDDEN)
    decode_blocks(blocks, _PLAN, run, fields)
    if meta is not None:
        fields["meta"] = meta
    if name is not None:
        fields["name"] = name
    tasks = fields.get("tasks")
    if isinstance(tasks, tuple) and (vault is not None or secrets):
        if any(not task.secrets for task in tasks):
            run.pending.extend(pending)
        fields["tasks"] = tuple(_with_extras(task, vault, secrets) for task in tasks)
    scaling = fields.get("scaling")
    if isinstance(scaling, ScalingPolicy):
        if scaling.type == "":
            scaling = fields["scaling"] = msgspec.structs.replace(scaling, type="horizontal")
        _check_scaling(scaling, blocks, before, run)
    networks = fields.get("networks")
    if isinstance(networks, tuple):
        fields["networks"] = tuple(split_ports(network) for network in networks)
    return TaskGroup(**fields)  # type: ignore[arg-type]


def _extras(block: Block, scope: Scope, run: Run) -> list[ScopedBlock]:
    body = block.body
    if not isinstance(body, JsonBody) and not any(inner.type in ("vault", "secret", "dynamic") for inner in body.blocks):
        return []
    blocks = content(body, _EXTRAS_SCHEMA, run.diagnostics, partial=True).blocks
    return scoped_blocks(blocks, _EXTRAS_SCHEMA, scope, run, partial=True)


def _decode_extras(extras: list[ScopedBlock], run: Run) -> tuple[Vault | None, tuple[Secret, ...], list[PendingValue]]:
    """The group's vault and secrets. Nomad forgets what is wrong in them, so errors are warnings here."""
    vault: Vault | None = None
    secrets: list[Secret] = []
    outer, run.pending = run.pending, []
    before = len(run.diagnostics)
    for inner, scope in extras:
        if inner.type == "vault":
            vault = decode_block(inner, Vault, scope, run)  # type: ignore[assignment]
        else:
            secrets.append(decode_block(inner, Secret, scope, run))  # type: ignore[arg-type]
    pending, run.pending = run.pending, outer
    for index in range(before, len(run.diagnostics)):
        found = run.diagnostics[index]
        if found.severity is Severity.ERROR:
            run.diagnostics[index] = msgspec.structs.replace(
                found, severity=Severity.WARNING, nomad=False,
                help="Nomad takes the file and leaves this out without a word" + (f"; {found.help}" if found.help else ""),
            )
    return vault, tuple(secrets), pending


def _with_extras(task: Task, vault: Vault | None, secrets: tuple[Secret, ...]) -> Task:
    """Give a task what its group declares for all.

    A task with secrets of its own gets those twice instead of the group's: Nomad appends the wrong list.
    """
    if vault is not None and task.vault is None:
        task = msgspec.structs.replace(task, vault=vault)
    if secrets:
        task = msgspec.structs.replace(task, secrets=task.secrets * 2 if task.secrets else secrets)
    return task


def _check_scaling(policy: ScalingPolicy, blocks: list[ScopedBlock], first: int, run: Run) -> None:
    """A group's policy needs its maximum, and can only be horizontal."""
    if policy.max is not None and policy.type == "horizontal":
        return
    written = next((block for block, _ in blocks if block.type == "scaling"), None)
    if written is None:
        return
    before = len(run.diagnostics)
    attributes = content(written.body, _SCALING_SCHEMA, run.diagnostics, partial=True).attributes
    run.drop_repeated(first, before)
    if policy.type != "horizontal" and "type" in attributes:
        expression = attributes["type"].expression
        run.refuse("JOB008", expression.start, expression.end, f'the scaling policy of a group is "horizontal", not "{policy.type}"',
                   f'Invalid group scaling type; task group scaling policy had invalid type: "{policy.type}"', "leave the type out")
