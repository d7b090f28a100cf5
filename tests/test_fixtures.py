"""The fixtures hold what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

import jobspec

FIXTURES = Path(__file__).parents[1] / "fixtures"


@pytest.mark.parametrize("name", ["announcement/api.nomad", "announcement/ingress.nomad", "jobs/web.nomad"])
def test_good_jobs_are_accepted(name: str) -> None:
    result = jobspec.load_job(FIXTURES / name)
    assert not result.errors
    assert not [found for found in jobspec.validate_job(result.value) if found.severity == "error"]


@pytest.mark.parametrize("path", sorted((FIXTURES / "runs").glob("*/job.nomad")), ids=lambda path: path.parent.name)
def test_recorded_jobs_are_accepted(path: Path) -> None:
    assert not jobspec.load_job(path).errors


def test_the_announcements_job_asks_for_its_network() -> None:
    job = jobspec.job_json(jobspec.load_job(FIXTURES / "announcement/api.nomad").value)  # type: ignore[arg-type]
    (network,) = job["TaskGroups"][0]["Networks"]
    assert network["Mode"] == "cni/mynet"
    assert [(port["Label"], port["To"]) for port in network["DynamicPorts"]] == [("http", 8080)]


def test_the_published_form_fails_at_the_job_line_and_leads_to_the_brace() -> None:
    first = jobspec.load_job(FIXTURES / "announcement/api-as-published.nomad").errors[0]
    assert first.line == 1
    assert "{" in first.message + (first.help or "")


@pytest.mark.parametrize(("name", "line"), [("misspelled", 5), ("unset-variable", None), ("syntax-mistakes", 3)])
def test_bad_jobs_are_refused_at_their_mistake(name: str, line: int | None) -> None:
    result = jobspec.load_job(FIXTURES / f"jobs/{name}.nomad")
    assert result.errors
    assert result.errors[0].line == line
