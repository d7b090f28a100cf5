"""Every text of Nomad's own validation, as recorded, is among ours; and ours say nothing where Nomad says nothing."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jobspec.diagnostics import Severity
from jobspec.models.job_api import job_from_json
from jobspec.rules import check_admission, check_job
from jobspec.rules.registration import check_registration

ORACLE = Path(__file__).resolve().parents[3] / "shared" / "oracle"

pytestmark = pytest.mark.skipif(not ORACLE.is_dir(), reason="needs the recordings in ../shared/oracle, which are not part of the project")

SHOWN = 20


def _cases(name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(ORACLE / name, "rt", encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            if case["parse"] == "ok" and case.get("job") and case.get("local"):
                yield case


def _texts(errors: list[str] | str | None) -> set[str]:
    """The innermost lines of Nomad's nested lists of errors."""
    found = set()
    for error in [errors] if isinstance(errors, str) else errors or ():
        for part in re.split(r"\n\n?\t?\* ", error):
            text = part.strip().removesuffix('\n\n"')
            if not re.search(r"(errors? occurred|warnings?):$", text):
                found.add(text)
    return found


@pytest.mark.parametrize("name", ["jobs.jsonl.gz", "mutations.jsonl.gz"])
def test_every_recorded_text_of_local_validation_is_ours(name: str) -> None:
    missing: Counter[str] = Counter()
    wrong = []
    for case in _cases(name):
        local = case["local"]
        if any("panic" in text for text in local.get("errors") or ()):
            continue
        job, _ = job_from_json(case["job"])
        assert job is not None
        findings = [finding for finding in check_job(job) if finding.nomad]
        for severity, key in ((Severity.ERROR, "errors"), (Severity.WARNING, "warnings")):
            ours = {finding.nomad_message for finding in findings if finding.severity is severity}
            theirs = _texts(local.get(key))
            missing.update(theirs - ours)
            if bool(theirs) != bool(ours):
                wrong.append((case.get("path") or case["id"], key, sorted(theirs)[:2], sorted(map(str, ours))[:2]))
    assert not missing, missing.most_common(SHOWN)
    assert not wrong, wrong[:SHOWN]


def test_every_recorded_error_that_only_a_server_has_is_ours() -> None:
    missing: Counter[str] = Counter()
    for case in _cases("jobs.jsonl.gz"):
        if case.get("server"):
            job, _ = job_from_json(case["job"])
            assert job is not None
            ours = {finding.nomad_message for finding in check_admission(job) if finding.severity is Severity.ERROR}
            missing.update(_texts(case["server"].get("errors")) - _texts(case["local"].get("errors")) - ours)
    assert not missing, missing.most_common(SHOWN)


def test_every_recorded_verdict_of_a_server_is_ours() -> None:
    wrong = []
    for case in _cases("jobs.jsonl.gz"):
        if case.get("server"):
            job, _ = job_from_json(case["job"])
            assert job is not None
            ours = [finding.message for finding in check_registration(job) if finding.nomad and finding.severity is Severity.ERROR]
            if bool(ours) == case["server"]["valid"]:
                wrong.append((case["path"], ours[:2], case["server"].get("errors")))
    assert not wrong, wrong[:SHOWN]
