"""`jobspec parse --admitted` and jobs in the API's JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

WEB = str(Path(__file__).parents[2] / "fixtures" / "jobs/web.nomad")


def test_admitted_prints_what_a_server_stores(call: Any) -> None:
    job = json.loads(call("parse", "--admitted", WEB).out)["Job"]
    assert job["NodePool"] == "default"
    assert job["TaskGroups"][0]["Tasks"][0]["Identity"]["Audience"] == ["nomadproject.io"]


def test_printed_json_can_be_read_again(call: Any, tmp_path: Path) -> None:
    printed = call("parse", WEB).out
    file = tmp_path / "web.json"
    file.write_text(printed, encoding="utf-8")
    again = call("parse", "--json", str(file))
    assert (again.code, again.out) == (0, printed)


def test_a_wrong_type_in_json_is_an_error_at_its_place(call: Any, tmp_path: Path) -> None:
    file = tmp_path / "web.json"
    file.write_text('{"Job": {\n  "Priority": "5"}}', encoding="utf-8")
    answer = call("parse", "--json", str(file))
    assert answer.code == 1
    assert "web.json:2:15" in answer.err
    assert "JOB051" in answer.err
