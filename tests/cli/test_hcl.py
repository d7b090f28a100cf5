"""`jobspec hcl`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parents[2] / "fixtures"
WEB = str(FIXTURES / "jobs" / "web.nomad")


def test_what_parse_prints_is_written_as_a_job_file_again(call: Any, tmp_path: Path) -> None:
    printed = call("parse", WEB).out
    answer = call("hcl", "-", stdin=printed.encode())
    assert (answer.code, answer.err) == (0, "")
    file = tmp_path / "web.nomad"
    file.write_text(answer.out, encoding="utf-8")
    assert call("parse", str(file)).out == printed


def test_a_stored_job_has_no_defaults_unless_asked_for(call: Any) -> None:
    stored = call("parse", "--admitted", WEB).out.encode()
    assert "kill_timeout" not in call("hcl", "-", stdin=stored).out
    assert "kill_timeout" in call("hcl", "--keep-defaults", "-", stdin=stored).out


def test_a_job_file_is_no_json(call: Any) -> None:
    answer = call("hcl", WEB)
    assert (answer.code, answer.out) == (2, "")
    assert "holds no job in JSON" in answer.err


def test_broken_json_is_shown_with_its_place(call: Any) -> None:
    answer = call("hcl", "-", stdin=b'{"Job": {"ID": }}')
    assert answer.code == 1
    assert "JOB050" in answer.err


def test_what_cannot_be_written_is_said(call: Any) -> None:
    job = json.loads(call("parse", WEB).out)
    job["Job"]["TaskGroups"][0]["Services"] = [{"Name": "s", "Meta": {"a.b": "c", "d": "e"}}]
    answer = call("hcl", "-", stdin=json.dumps(job).encode())
    assert answer.code == 1
    assert "TaskGroups[0].Services[0].Meta.a.b = 'c'" in answer.err
    assert answer.out.startswith('job "')


def test_a_missing_file_is_unreadable(call: Any) -> None:
    assert call("hcl", "no-such-file.json").code == 2


def test_an_object_without_a_job_is_no_job(call: Any) -> None:
    answer = call("hcl", "-", stdin=b"{}")
    assert (answer.code, answer.out) == (1, "")
    assert "holds no job" in answer.err
