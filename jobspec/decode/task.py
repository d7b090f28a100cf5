"""Tasks (hcl_conversions.go decodeTask, decodeTaskScalingPolicies)."""

from __future__ import annotations

from typing import Final

import msgspec

from jobspec.decode.body import decode_attributes, decode_block, decode_blocks, scoped_blocks
from jobspec.decode.completion import split_identities, split_ports
from jobspec.decode.origins import origin_of
from jobspec.decode.plan import DYNAMIC_BLOCK, make_plan
from jobspec.decode.run import Fields, Run
from jobspec.decode.shorthand import decode_as_attribute
from jobspec.evaluate.scope import Scope
from jobspec.hcl.content import BlockSchema, BodySchema, content
from jobspec.hcl.json_syntax import JsonBody
from jobspec.hcl.structure import Block
from jobspec.models.job_policies import ScalingPolicy
from jobspec.models.job_resources import Resources
from jobspec.models.job_task import Task

_SCALING: Final = BlockSchema("scaling", ("name",))
_SCALING_SCHEMA: Final = BodySchema((), (_SCALING, DYNAMIC_BLOCK))
_PLAN: Final = make_plan(Task, ("env", "meta"), (_SCALING,))
_HIDDEN: Final = frozenset({"scaling"})
_POLICY_TYPES: Final = {"cpu": "vertical_cpu", "mem": "vertical_mem"}


def decode_task(block: Block, scope: Scope, run: Run) -> Task:
    """A task, completed as Nomad's parser does, but without what its group and job add."""
    body = block.body
    env = decode_as_attribute(body, "env", scope, run)
    meta = decode_as_attribute(body, "meta", scope, run)
    first = len(run.diagnostics)
    policies = _scaling_policies(block, scope, run)
    before = len(run.diagnostics)
    found = content(body, _PLAN.schema, run.diagnostics)
    run.drop_repeated(first, before)
    fields: Fields = {"origin": origin_of(block, found.attributes, found.blocks)}
    decode_attributes(found.attributes, _PLAN, scope, run, fields)
    if found.blocks:
        decode_blocks(scoped_blocks(found.blocks, _PLAN.schema, scope, run, hidden=_HIDDEN), _PLAN, run, fields)
    if env is not None:
        fields["env"] = env
    if meta is not None:
        fields["meta"] = meta
    if policies:
        fields["scaling_policies"] = policies
    if block.labels:
        fields["name"] = block.labels[0].value
    split_identities(fields)
    resources = fields.get("resources")
    if isinstance(resources, Resources) and resources.networks:
        fields["resources"] = msgspec.structs.replace(resources, networks=tuple(split_ports(network) for network in resources.networks))
    return Task(**fields)  # type: ignore[arg-type]


def _scaling_policies(block: Block, scope: Scope, run: Run) -> tuple[ScalingPolicy, ...]:
    body = block.body
    if not isinstance(body, JsonBody) and not any(inner.type in ("scaling", "dynamic") for inner in body.blocks):
        return ()
    blocks = content(body, _SCALING_SCHEMA, run.diagnostics, partial=True).blocks
    seen: dict[str, Block] = {}
    policies: list[ScalingPolicy] = []
    for found, inner in scoped_blocks(blocks, _SCALING_SCHEMA, scope, run, partial=True):
        written = found.labels[0]
        label = written.value.lower()
        type = _POLICY_TYPES.get(label)
        if type is None:
            run.refuse("JOB007", written.start, written.end, f'a scaling policy of a task is named "cpu" or "mem", not "{written.value}"',
                       'Invalid scaling policy name; scaling policy name must be "cpu" or "mem"')
            continue
        if label in seen:
            earlier = seen[label]
            run.refuse_second("HCL210", found, (earlier.definition_start, earlier.header_end), f'there is a second scaling "{label}" block',
                              f'Duplicate scaling "{label}" block',
                              f"Only one scaling {label} block is allowed. Another was defined at {{}}.")
            continue
        seen[label] = found
        policy = decode_block(found, ScalingPolicy, inner, run)
        assert isinstance(policy, ScalingPolicy)
        if policy.type == "":
            policy = msgspec.structs.replace(policy, type=type)
        elif policy.type != type:
            run.refuse("JOB008", found.definition_start, found.header_end,
                       f'the type of a scaling "{label}" policy is "{type}", not "{policy.type}"',
                       f'Invalid scaling policy type; Invalid policy type, expected "{policy.type}" but found "{type}"',
                       "leave the type out")
            continue
        policies.append(policy)
    return tuple(policies)
