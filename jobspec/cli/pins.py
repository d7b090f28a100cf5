"""What `plan` is told of Nomad's random choices: pin files, `--alloc-id` and `--port` as one set of pins by allocation name.

Whether the job has such allocations and ports is `jobspec.plan`'s to say; PlanError here is for texts that cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from jobspec.models.job_job import Job
from jobspec.plan.errors import PlanError

#: Allocation name to `id`, `ports` by label and `start`.
Pins = dict[str, dict[str, Any]]

_PORT = re.compile(r"(?P<group>.+?)(?:\[(?P<index>\d+)\])?\.(?P<label>[^.=]+)=(?P<number>-?\d{1,9})", re.DOTALL)
_ID = re.compile(r"(?:(?P<group>.+?)(?:\[(?P<index>\d+)\])?=)?(?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.DOTALL)


def pins_from_options(job: Job, pinned: Mapping[str, object], allocation_ids: Iterable[str], ports: Iterable[str]) -> Pins:
    """`pinned`, the content of pin files, with `--alloc-id` and `--port` laid over it. `job` is the instance that is planned."""
    pins: Pins = {}
    for name, pin in pinned.items():
        if not isinstance(pin, dict) or not isinstance(pin.get("ports", {}), dict):
            raise PlanError(f'the pin of {name} must be an object with "id", "ports" (an object) and "start", each of them optional')
        pins[name] = {**pin, "ports": dict(pin.get("ports", {}))}
    for text in allocation_ids:
        match = _ID.fullmatch(text)
        if match is None:
            raise PlanError(f"--alloc-id {text}: expected an id (8-4-4-4-12 hexadecimal digits in lower case) or GROUP[INDEX]=ID")
        _pin(job, match["group"] or _only_group(job, text), match["index"], pins)["id"] = match["id"]
    for text in ports:
        match = _PORT.fullmatch(text)
        if match is None:
            raise PlanError(f"--port {text}: expected GROUP.LABEL=NUMBER, or GROUP[INDEX].LABEL=NUMBER")
        _pin(job, match["group"], match["index"], pins).setdefault("ports", {})[match["label"]] = int(match["number"])
    return pins


def _only_group(job: Job, text: str) -> str:
    groups = [group.name or "" for group in job.task_groups or ()]
    if len(groups) != 1:
        raise PlanError(f"--alloc-id {text}: the job has the groups {', '.join(groups)}; say which one, as in {groups[0]}[0]={text}")
    return groups[0]


def _pin(job: Job, group: str, index: str | None, pins: Pins) -> dict[str, Any]:
    return pins.setdefault(f"{job.id}.{group}[{index or 0}]", {})
