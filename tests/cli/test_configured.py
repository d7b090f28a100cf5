"""`jobspec validate` with a configuration file, an environment, a baseline, and several outputs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

JOB = """\
variable "image" {
  type = string
}
job "web" {
  group "app" {
    network {
      mode = "brigde"
    }
    task "web" {
      driver = "docker"
      config {
        image = var.image
      }
    }
  }
}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current directory with a job that needs a variable and has an unknown network mode."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "jobs/prod").mkdir(parents=True)
    (tmp_path / "jobs/web.nomad").write_text(JOB)
    return tmp_path


def configure(project: Path, text: str) -> None:
    (project / "jobspec.toml").write_text(text)


def codes(answer: Any) -> list[str]:
    return [line.split("[")[1].split("]")[0] for line in answer.out.splitlines() if "[" in line]


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(
    call: Any, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(project, 'paths = ["jobs"]\nformat = "concise"\nignore = ["NET103"]\nvars = { image = "x:1" }\n')
    assert call("validate") == (0, "", "")
    monkeypatch.setenv("JOBSPEC_IGNORE", "SVC")
    assert codes(call("validate")) == ["NET103"]
    assert call("validate", "--ignore", "NET") == (0, "", "")
    assert codes(call("validate", "--isolated", "--format", "concise", "--ignore", "NET", "jobs")) == ["HCL420"]


def test_values_of_variables_come_from_the_nearest_source(call: Any, project: Path) -> None:
    (project / "jobs/prod/web.nomad").write_text(JOB)
    (project / "prod.hcl").write_text('image = "prod:1"\n')

    def found() -> list[str]:
        return codes(call("validate", "--format", "concise", "--ignore", "NET", "jobs"))

    assert found() == ["HCL420", "HCL420"]
    configure(project, '[per-file-var-files]\n"jobs/prod/*" = ["prod.hcl"]\n')
    assert found() == ["HCL420"]
    configure(project, """
        [per-file-vars]
        "jobs/*.nomad" = { image = "x:1", unknown = [1] }
        [per-file-var-files]
        "jobs/prod/*" = ["prod.hcl"]
    """)
    assert found() == []


def test_codes_are_ignored_in_files_that_match(call: Any, project: Path) -> None:
    (project / "jobs/prod/web.nomad").write_text(JOB)
    configure(project, 'vars = { image = "x:1" }\n[per-file-ignores]\n"prod/" = ["NET1"]\n')
    answer = call("validate", "--format", "concise", "jobs")
    assert answer.out.count("NET103") == 1
    assert answer.out.startswith("jobs/web.nomad:")
    assert "Not shown: 1 left out by select and ignore." in call("validate", "jobs").out


def test_a_file_above_is_found_and_its_paths_are_its_own(call: Any, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(project, 'paths = ["jobs"]\nexclude = ["/jobs/prod"]\nvars = { image = "x:1" }\n')
    (project / "jobs/prod/web.nomad").write_text(JOB)
    monkeypatch.chdir(project / "jobs/prod")
    assert call("validate", "--format", "concise").out.startswith("../web.nomad:7:14: error[NET103]")


def test_mistakes_in_the_configuration_are_told_with_their_place(call: Any, project: Path) -> None:
    configure(project, 'paths = ["jobs"]\nfial-on = "warning"\n')
    for command in (["validate"], ["validate", "jobs"], ["config", "show"]):
        answer = call(*command)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith('jobspec.toml:2:1: error[CFG002] there is no setting "fial-on"')
        assert 'did you mean "fail-on"?' in answer.err
    assert call("validate", "--config", "other.toml", "jobs").err.startswith("jobspec: error[CFG004] other.toml: this configuration file")


def test_the_failing_level_and_severities_can_be_chosen(call: Any, project: Path) -> None:
    given = ("--var", "image=x:1", "jobs")
    assert call("validate", *given).code == 1
    assert call("validate", "--severity", "NET=warning", *given).code == 0
    assert call("validate", "--severity", "NET=warning", "--fail-on", "warning", *given).code == 1
    assert call("validate", "--severity", "NET=info", "--fail-on", "warning", *given).code == 0
    assert call("validate", "--select", "SVC", *given).code == 0


def test_an_empty_selection_selects_nothing(call: Any, project: Path) -> None:
    configure(project, "select = []\n")
    assert call("validate", "--isolated", "--var", "image=a", "jobs").code == 1
    answer = call("validate", "--var", "image=a", "jobs")
    assert answer.code == 0
    assert "Not shown: 1 left out by select and ignore." in answer.out


def test_a_file_that_cannot_be_read_fails_whatever_is_selected(call: Any, project: Path) -> None:
    assert codes(call("validate", "--select", "SVC", "--format", "concise", "jobs")) == ["HCL420"]
    answer = call("validate", "--select", "HCL", "--ignore", "HCL", "jobs")
    assert answer.code == 0
    assert "Not shown: 2 left out by select and ignore; Nomad refuses 1 of them.\n" in answer.out


def test_what_is_found_without_values_is_selected_as_anything_else(call: Any, project: Path) -> None:
    (project / "jobs/web.nomad").write_text(JOB.replace("image = var.image", "image = var.image\n        prots = []"))
    assert codes(call("validate", "--format", "concise", "jobs")) == ["HCL420", "NET103", "DRV101"]
    assert codes(call("validate", "--select", "NET", "--format", "concise", "jobs")) == ["HCL420", "NET103"]
    assert codes(call("validate", "--ignore", "HCL,NET", "--format", "concise", "jobs")) == ["DRV101"]


def test_a_baseline_hides_what_was_there_and_shows_what_is_new(call: Any, project: Path) -> None:
    given = ("--var", "image=x:1", "--baseline", "known.json", "jobs")
    first = call("validate", *given)
    assert (first.code, first.err) == (0, "jobspec: recorded 1 known finding in known.json\n")
    assert "Not shown: 1 known from the baseline." in first.out
    (project / "jobs/web.nomad").write_text("# moved\n\n" + JOB)
    assert call("validate", *given).code == 0
    (project / "jobs/web.nomad").write_text(JOB.replace('"brigde"', '"bridge"').replace('driver = "docker"', 'driver = ""'))
    answer = call("validate", "--format", "concise", *given)
    assert answer.code == 1
    assert answer.err == "jobspec: 1 known finding is no longer found: --update-baseline takes it out of known.json\n"
    assert call("validate", "--update-baseline", *given).code == 0
    assert call("validate", *given).code == 0
    (project / "known.json").write_text("{}")
    answer = call("validate", *given)
    assert answer.code == 2
    assert answer.err.startswith("jobspec: cannot use the baseline known.json: it is no baseline")


def test_updating_a_baseline_for_some_files_keeps_what_is_known_of_the_others(call: Any, project: Path) -> None:
    for name in ("b", "c"):
        (project / f"jobs/{name}.nomad").write_text(JOB)
    known = ("--var", "image=x:1", "--baseline", "known.json")
    assert "recorded 3 " in call("validate", *known, "jobs").err
    (project / "jobs/c.nomad").unlink()
    assert "recorded 2 " in call("validate", "--update-baseline", *known, "jobs/b.nomad").err
    assert "recorded 2 " in call("validate", "--update-baseline", "--select", "SVC", *known, "jobs").err
    assert call("validate", *known, "jobs") .err == ""


def test_updating_a_baseline_needs_one(call: Any, project: Path) -> None:
    answer = call("validate", "--update-baseline", "jobs")
    assert answer.code == 2
    assert "--baseline" in answer.err


def test_several_reports_are_written_at_once(call: Any, project: Path) -> None:
    answer = call("validate", "--var", "image=x:1", "--output", "sarif=out.sarif", "--output", "junit=out.xml", "jobs")
    assert "error[NET103]" in answer.out
    assert json.loads((project / "out.sarif").read_text())["version"] == "2.1.0"
    assert (project / "out.xml").read_text().startswith("<?xml")
    assert sorted(path.name for path in project.iterdir()) == ["jobs", "out.sarif", "out.xml"]


def test_a_report_that_cannot_be_written_is_said_and_the_old_one_stays(call: Any, project: Path) -> None:
    answer = call("validate", "--var", "image=x:1", "--output", "json=missing/out.json", "jobs")
    assert answer.code == 2
    assert answer.err == "jobspec: cannot write missing/out.json: there is no such folder\n"


def test_annotations_are_chosen_on_github_actions(call: Any, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project))
    monkeypatch.chdir(project / "jobs")
    answer = call("validate", "--var", "image=x:1", "web.nomad")
    assert answer.out.startswith("::error file=jobs/web.nomad,line=7,")
    assert "error[NET103]" in call("validate", "--var", "image=x:1", "--format", "text", "web.nomad").out


def test_the_log_of_a_gitlab_job_is_text_and_the_report_has_paths_from_the_top(
    call: Any, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITLAB_CI", "true")
    monkeypatch.setenv("CI_PROJECT_DIR", str(project))
    monkeypatch.chdir(project / "jobs")
    answer = call("validate", "--var", "image=x:1", "--output", "gitlab=out.json", "web.nomad")
    assert answer.out.startswith("web.nomad:7:14: error[NET103]")
    (issue,) = json.loads((project / "jobs/out.json").read_text())
    assert issue["location"] == {"path": "jobs/web.nomad", "lines": {"begin": 7, "end": 7}}


def test_config_show_says_where_each_value_comes_from(call: Any, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBSPEC_FAIL_ON", "warning")
    configure(project, '# us\nignore = ["SVC"]\n\n[severity]\n"NET103" = "info"\n')
    lines = [line.split("  # ") for line in call("config", "show").out.splitlines()]
    origins = {setting.strip(): origin for setting, origin in lines}
    assert origins['ignore = ["SVC"]'] == "jobspec.toml:2"
    assert origins['severity.NET103 = "info"'] == "jobspec.toml:5"
    assert origins['fail-on = "warning"'] == "JOBSPEC_FAIL_ON"
    assert origins['format = "text"'] == "default"
    assert "jobspec.toml" not in call("config", "show", "--isolated").out
