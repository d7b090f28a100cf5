"""Every condition of Nomad's validation: one job that meets it, one that does not."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import jobspec
from jobspec.models.job_api import job_from_json
from jobspec.models.job_job import Job
from jobspec.rules import ADMISSION_RULES, RULES, check_admission, check_job

Around = Callable[[str, str, str], str]
FOLDER = Path(__file__).parent / "conditions"


def _conditions() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for code, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found += [(code, entry) for entry in entries]
    return found


CONDITIONS = _conditions()
NAMES = [f"{code}-{entry['says'][:40]}" for code, entry in CONDITIONS]


def _job(around: Around, snippet: str, entry: dict[str, Any]) -> Job:
    text = around(snippet.replace(" ; ", "\n"), entry.get("in", "group"), entry.get("type", ""))
    result = jobspec.parse_job(text)
    assert result.value is not None and not result.errors, (text, [d.message for d in result.errors])
    return result.value


def _set_values(around: Around, values: dict[str, Any]) -> Job:
    tree = jobspec.job_json(_job(around, "", {}))
    for path, value in values.items():
        *parents, last = path.split(".")
        place: Any = tree
        for part in parents:
            place = place[int(part)] if part.isdigit() else place[part]
        place[last] = _expanded(value)
    job, problems = job_from_json(tree)
    assert job is not None, [d.message for d in problems]
    return job


def _expanded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _expanded(item) for key, item in value.items()}
    return "x" * 1001 if value == "x*1001" else value


def _says(code: str, job: Job) -> list[str]:
    admission = code in {rule.code for rule in ADMISSION_RULES}
    return [d.nomad_message or "" for d in (check_admission if admission else check_job)(job) if d.code == code]


@pytest.mark.parametrize(("code", "entry"), CONDITIONS, ids=NAMES)
def test_condition_is_found_where_it_holds(code: str, entry: dict[str, Any], job_around: Around) -> None:
    job = _set_values(job_around, entry["set"]) if "set" in entry else _job(job_around, entry["bad"], entry)
    assert any(entry["says"] in text for text in _says(code, job)), _says(code, job)


@pytest.mark.parametrize(("code", "entry"), CONDITIONS, ids=NAMES)
def test_condition_is_not_found_where_it_does_not_hold(code: str, entry: dict[str, Any], job_around: Around) -> None:
    job = _job(job_around, entry.get("good", ""), entry if "good" in entry else {"type": entry.get("type", "")})
    assert not [text for text in _says(code, job) if entry["says"] in text]


def test_every_rule_of_nomads_is_in_the_table() -> None:
    table = {code for code, _ in CONDITIONS}
    assert not [rule.code for rule in (*RULES, *ADMISSION_RULES) if rule.nomad and rule.code not in table]


def test_every_code_of_the_table_is_a_rule_of_nomads() -> None:
    rules = {rule.code for rule in (*RULES, *ADMISSION_RULES) if rule.nomad}
    assert {code for code, _ in CONDITIONS} <= rules


MESSAGES = Path(__file__).parents[3] / "shared" / "facts" / "messages.tsv"
# What no rule makes: headings of Nomad's lists, and its crashes.
NOT_CONDITIONS = re.compile(r'^(N warnings?:|"|panic: .*)$')


def _words(text: str) -> set[str]:
    """The words of a message that do not depend on the job: none that stand in quotes, none with digits or marks."""
    outside = re.sub(r"\"[^\"]*\"|(?<!\w)'[^']*'", " ", text.replace('\\"', '"'))
    return set(re.findall(r"(?<![\w\[\]\-.>\"])[A-Za-z_=']{3,}(?![\w\[\]\-.>])", outside))


@pytest.mark.skipif(not MESSAGES.is_file(), reason="needs ../shared/facts/messages.tsv, which is not part of the project")
def test_every_shape_of_nomads_messages_is_in_the_table() -> None:
    table = [_words(entry["says"]) for _, entry in CONDITIONS]
    missing = []
    for line in MESSAGES.read_text(encoding="utf-8").splitlines()[1:]:
        kind, _, shape = line.split("\t")[:3]
        if kind.split()[0] in ("local", "server") and not NOT_CONDITIONS.match(shape):
            words = _words(shape)
            if not any(known and len(known & words) >= 0.7 * len(known) and len(known & words) >= 0.5 * len(words) for known in table):
                missing.append((kind, shape))
    assert not missing
