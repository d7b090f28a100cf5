"""Jobs as job files: what is written reads back as the same job, and reads like one that a person wrote."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jobspec
from jobspec.models.job_api import job_from_json
from jobspec.models.job_job import Job
from jobspec.writing import TooDeep, job_hcl, write_job
from jobspec.writing.values import duration_text, quoted

ROOT = Path(__file__).parents[2]
ORACLE = ROOT.parent / "shared" / "oracle" / "jobs.jsonl.gz"


def job_of(task: str = "", group: str = "", top: str = "") -> Job:
    text = f'job "j" {{\n{top}\ngroup "g" {{\n{group}\ntask "t" {{\ndriver = "docker"\n{task}\n}}\n}}\n}}\n'
    result = jobspec.parse_job(text)
    assert result.value is not None and not result.errors, result.diagnostics
    return result.value


def read_back(job: Job, **options: Any) -> Job:
    result = jobspec.parse_job(job_hcl(job, **options))
    assert result.value is not None and not result.errors, result.diagnostics
    return result.value


@pytest.mark.parametrize("name", ["announcement/api", "announcement/ingress", "jobs/web"])
def test_fixture_reads_back_as_itself(name: str) -> None:
    job = jobspec.load_job(ROOT / "fixtures" / f"{name}.nomad").value
    assert job is not None
    assert jobspec.job_json(read_back(job)) == jobspec.job_json(job)


PARTS = {
    "runtime references stay as they are": 'env { A = "${attr.kernel.name}-${NOMAD_PORT_http}" }',
    "templates of HCL are escaped": 'env { A = "$${var.x} %%{if a} $${1 + 2}" }',
    "keys that are no names": 'env = { "a.b" = "1", "0" = "2" }',
    "texts of several lines": 'template {\ndata = "{{ key \\"a\\" }}\\n  EOF\\n\\tx\\n"\ndestination = "a"\n}',
    "texts of several lines without a last line break": 'template {\ndata = "a\\nb\\nc"\ndestination = "a"\n}',
    "control characters": 'env { A = "a\\u0000\\r\\tb\\u00e9\\u2028" }',
    "a lone object in config": 'config { a = { b = { c = 1 } } }',
    "blocks in config": 'config {\nmount {\ntype = "bind"\noptions { x = [1, 2] }\n}\nmount { type = "volume" }\n}',
    "an object that is no block": 'config { a = merge({ b = 1 }, { "c.d" = 2.5 }) }',
    "nested lists": 'config { a = [["x"], [{ b = null }]] }',
    "a policy by label": 'scaling "cpu" {\nmax = 5\npolicy {\ncheck "c" {\nstrategy "target" { target = 1 }\n}\n}\n}',
    "the first identity is the default one": 'identity { env = true }\nidentity {\nname = "x"\naud = ["y"]\n}',
    "vault as Nomad fills it in": 'vault { policies = ["a"] }',
    "a constraint's short forms": 'constraint { distinct_hosts = true }\nconstraint { distinct_property = "${meta.rack}" }',
    "an empty list": 'config { args = [] }',
    "a device": 'resources {\ndevice "nvidia/gpu" { count = 2 }\n}',
    "the old network": 'resources {\nnetwork {\nport "a" { static = 80 }\nport "b" {}\n}\n}',
}


@pytest.mark.parametrize("name", PARTS)
def test_part_of_a_task_reads_back(name: str) -> None:
    job = job_of(task=PARTS[name])
    assert jobspec.job_json(read_back(job)) == jobspec.job_json(job)


def test_labels_may_hold_anything() -> None:
    job = job_of(group='volume "a\\"b$${c}" {\ntype = "host"\nsource = "s"\n}')
    assert jobspec.job_json(read_back(job)) == jobspec.job_json(job)


@given(st.text())
def test_any_text_reads_back(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return  # a half of a surrogate pair is in no file
    job = job_of(task="env { A = 1 }")
    task = job_from_json(jobspec.job_json(job))[0]
    assert task is not None
    value = jobspec.job_json(job)
    value["TaskGroups"][0]["Tasks"][0]["Env"] = {"A": text}
    changed = job_from_json(value)[0]
    assert changed is not None
    read = jobspec.job_json(read_back(changed))["TaskGroups"][0]["Tasks"][0]["Env"]["A"]
    # HCL's texts are in NFC
    assert read == normalize("NFC", text)


@given(st.integers(-(2**63), 2**63 - 1))
def test_any_duration_reads_back(nanoseconds: int) -> None:
    from jobspec.go_duration import parse_duration

    assert parse_duration(duration_text(nanoseconds)) == nanoseconds


@pytest.mark.parametrize(("nanoseconds", "text"), [
    (0, "0s"), (5_000_000_000, "5s"), (90_000_000_000, "1m30s"), (86_400_000_000_000, "24h"), (1_500_000_000, "1s500ms"), (-1, "-1ns"),
])
def test_durations_are_written_as_people_write_them(nanoseconds: int, text: str) -> None:
    assert duration_text(nanoseconds) == text


def test_defaults_are_left_out_of_a_canonical_job() -> None:
    job = jobspec.load_job(ROOT / "fixtures" / "announcement" / "api.nomad").value
    assert job is not None
    canonical = jobspec.canonical_job(job)
    text = jobspec.job_hcl(canonical)
    assert jobspec.canonical_job(jobspec.parse_job(text).value or job) == canonical
    assert "restart" not in text and "kill_timeout" not in text


def test_a_stored_job_reads_as_it_was_written() -> None:
    job = jobspec.load_job(ROOT / "fixtures" / "jobs" / "web.nomad").value
    assert job is not None
    stored = jobspec.admit_job(job)
    written = write_job(stored)
    assert written.unwritten == ()
    assert "nomadproject.io" not in written.text
    again = jobspec.parse_job(written.text).value
    assert again is not None
    assert jobspec.job_json(jobspec.admit_job(again)) == jobspec.job_json(stored)


def test_what_a_job_file_cannot_say_is_listed() -> None:
    value = jobspec.job_json(job_of(group='service { name = "s" }'))
    value["TaskGroups"][0]["Services"][0]["Meta"] = {"a.b": "c", "d": "e"}
    job = job_from_json(value)[0]
    assert job is not None
    written = write_job(job)
    assert [(lost.path, lost.value) for lost in written.unwritten] == [("TaskGroups[0].Services[0].Meta.a.b", "c")]


def test_values_deeper_than_files_are_read_are_refused() -> None:
    value: Any = 1
    for _ in range(200):
        value = [value]
    job = jobspec.job_json(job_of())
    job["TaskGroups"][0]["Tasks"][0]["Config"] = {"a": value}
    deep = job_from_json(job)[0]
    assert deep is not None
    with pytest.raises(TooDeep, match='config of task "t"'):
        job_hcl(deep)


def test_the_text_is_laid_out_for_people() -> None:
    job = job_of(task='config {\nimage = "web:1"\nports = ["http"]\n}', group='network {\nmode = "bridge"\nport "http" { to = 8080 }\n}')
    assert job_hcl(job) == '''\
job "j" {
  group "g" {
    task "t" {
      driver = "docker"

      config {
        image = "web:1"
        ports = ["http"]
      }
    }

    network {
      mode = "bridge"

      port "http" {
        to = 8080
      }
    }
  }
}
'''


def test_python_hcl2_reads_what_it_wrote() -> None:
    import hcl2

    job = jobspec.load_job(ROOT / "fixtures" / "jobs" / "web.nomad").value
    assert job is not None
    assert list(hcl2.loads(job_hcl(job))) == ["job"]


def test_quoting_keeps_what_follows_a_dollar_sign() -> None:
    assert quoted("$5 and ${NOMAD_IP_x} and ${var.x}") == '"$5 and ${NOMAD_IP_x} and $${var.x}"'


@pytest.mark.skipif(not ORACLE.exists(), reason="the recordings of the real Nomad are not beside this checkout")
@pytest.mark.parametrize("form", ["job", "canonical"])
def test_recorded_jobs_read_back(form: str) -> None:
    with gzip.open(ORACLE, "rt", encoding="utf-8") as lines:
        cases = [case for number, line in enumerate(lines) if number % 12 == 0 and (case := json.loads(line)).get(form)]
    differing = []
    for case in cases:
        job = job_from_json(case[form])[0]
        assert job is not None
        back = read_back(job)
        if jobspec.job_json(back if form == "job" else jobspec.canonical_job(back)) != jobspec.job_json(job):
            differing.append(case["path"])
    assert len(cases) > 150
    assert differing == []
