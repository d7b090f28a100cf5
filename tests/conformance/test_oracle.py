"""A sample of what the real Nomad said of job files, where the recordings lie beside the checkout.

The whole comparison is `python ../shared/conformance/jobs.py`; this keeps its figures from slipping unnoticed.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import jobspec

SHARED = Path(__file__).resolve().parents[3] / "shared"
POSITION = re.compile(r"^[^:]*:(\d+),")

pytestmark = pytest.mark.skipif(not (SHARED / "oracle").is_dir(), reason="needs the recordings in ../shared/oracle")


def sample(name: str, every: int) -> Iterator[dict[str, Any]]:
    with gzip.open(SHARED / "oracle" / name, "rt", encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines):
            if number % every == 0:
                case = json.loads(line)
                if case["parse"] != "panic":
                    yield case


def first_line(case: dict[str, Any]) -> int | None:
    return next((int(match[1]) for match in map(POSITION.match, case["diagnostics"]) if match), None)


def compare(case: dict[str, Any], text: bytes, base_dir: Path) -> str | None:
    """What differs from Nomad, None when nothing does."""
    result = jobspec.parse_job(text, variables=case.get("vars") or [], base_dir=base_dir)
    if bool(result.errors) == (case["parse"] == "ok"):
        return f"Nomad: {case['parse']} {case.get('diagnostics')}; here: {[d.message for d in result.errors]}"
    if result.errors:
        line = first_line(case)
        if line is not None and result.errors[0].line not in case.get("first_lines", [line]):
            return f"line {result.errors[0].line}, Nomad {case['diagnostics'][0]}"
        return None
    if case.get("job") and b"uuidv4" not in text and result.value is not None and jobspec.job_json(result.value) != case["job"]:
        return "the job differs"
    return None


def share_of_equal(cases: list[tuple[str, str | None]]) -> tuple[float, list[str]]:
    differences = [f"{name}: {difference}" for name, difference in cases if difference is not None]
    return 1 - len(differences) / len(cases), differences


def test_real_job_files_are_read_as_nomad_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/root")
    found = []
    for case in sample("jobs.jsonl.gz", 12):
        path = SHARED / "corpus" / case["path"]
        found.append((case["path"], compare(case, path.read_bytes(), path.parent)))
    share, differences = share_of_equal(found)
    assert share >= 0.99, differences


def test_changed_job_files_are_read_as_nomad_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/root")
    found = [(case["id"], compare(case, case["text"].encode(), (SHARED / "corpus" / case["source"]).parent))
             for case in sample("mutations.jsonl.gz", 15)]
    share, differences = share_of_equal(found)
    assert share >= 0.98, differences


def test_damaged_job_files_are_read_as_nomad_reads_them() -> None:
    found = [(str(number), compare(case, case["text"].encode(), SHARED / "facts"))
             for number, case in enumerate(sample("syntax_random.jsonl.gz", 20))]
    share, differences = share_of_equal(found)
    assert share >= 0.98, differences
