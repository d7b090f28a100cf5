"""Generated configurations, and what Nomad 2.0.6 itself made of them (agent.LoadConfig, Merge over DefaultConfig, IsValidConfig).

recorded.jsonl holds one case a line: the files, and Nomad's error, or what differs from its defaults, whether it calls the whole valid, and
what it says. Empty and absent values count as the same; the texts of durations and what the agent adds itself are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import jobspec
from jobspec.diagnostics import Severity
from jobspec.models.agent_defaults import DEFAULTS
from jobspec.models.agent_json import complete_agent_json

CASES = [json.loads(line) for line in Path(__file__).with_name("recorded.jsonl").read_text(encoding="utf-8").splitlines()]


def without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        inner = {key: without_empty(item) for key, item in value.items() if key not in ("KeyLoader", "Checksum")}
        return {key: item for key, item in inner.items() if item not in (None, {}, [])}
    return [without_empty(item) for item in value] if isinstance(value, list) else value


def differences(base: Any, other: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(base, dict) and isinstance(other, dict):
        for key in sorted(base.keys() | other.keys()):
            yield from differences(base.get(key), other.get(key), f"{path}/{key}")
    elif base != other:
        yield path, other


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_as_nomad_reads_it(case: dict[str, Any], tmp_path: Path) -> None:
    for name, text in case["files"].items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = jobspec.load_agent([tmp_path])
    if "error" in case:
        assert [d.nomad_message for d in result.errors][:1] == [case["error"]]
        return
    assert result.value is not None and not result.errors
    made = without_empty(complete_agent_json(result.value))
    assert dict(differences(without_empty(complete_agent_json(DEFAULTS)), made)) == case["changes"]
    refusals = [d for d in jobspec.validate_agent(result.value) if d.nomad and d.severity is Severity.ERROR]
    assert (not refusals) == case["valid"]
    said = [d.nomad_message for d in jobspec.validate_agent(result.value)]
    assert all(any((own or "").strip().startswith(words.partition(": parse ")[0]) for own in said) for words in case["messages"])
