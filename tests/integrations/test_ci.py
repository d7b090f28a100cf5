"""What CI systems run, run here: the steps of the GitHub Action, the pre-commit hooks, the GitLab job."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
INPUT = re.compile(r"\$\{\{ (inputs|github)\.([\w-]+) \}\}")


@pytest.fixture
def scratch(tmp_path: Path, git_is_here: None) -> Path:
    """A repository with a wrong and a right job file."""
    repository = tmp_path / "repository"
    (repository / "jobs").mkdir(parents=True)
    shutil.copy(ROOT / "fixtures/jobs/misspelled.nomad", repository / "jobs")
    shutil.copy(ROOT / "fixtures/jobs/web.nomad", repository)
    subprocess.run(["git", "init", "-q"], cwd=repository, check=True)
    subprocess.run(["git", "add", "."], cwd=repository, check=True)
    return repository


@pytest.fixture
def commands(tmp_path: Path) -> Path:
    """A folder with this checkout's `jobspec` command in it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "jobspec"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" "{ROOT / "cli.py"}" "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return folder


def loaded(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


class Action:
    """The composite action, run step by step as a runner does."""

    def __init__(self, folder: Path, temporary: Path, **inputs: str) -> None:
        self.action = loaded("action.yml")
        self.folder = folder
        self.temporary = temporary
        defaults = {name: str(entry["default"]) for name, entry in self.action["inputs"].items()}
        self.values = {"inputs": {**defaults, **inputs}, "github": {"action_path": str(ROOT)}}

    def fill(self, text: str) -> str:
        return INPUT.sub(lambda match: self.values[match[1]][match[2]], text)

    def step(self, name: str) -> subprocess.CompletedProcess[str]:
        step = next(step for step in self.action["runs"]["steps"] if step["name"] == name)
        assert step["shell"] == "bash"
        environment = {**os.environ, "RUNNER_TEMP": str(self.temporary), "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(self.folder)}
        environment |= {key: self.fill(value) for key, value in step["env"].items()}
        where = self.folder / self.fill(step.get("working-directory", "."))
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        return subprocess.run(shell, cwd=where, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def installed(tmp_path: Path, commands: Path) -> Path:
    """A runner's folder for temporary files, where the first step has installed the command."""
    folder = tmp_path / "temp"
    (folder / "jobspec").mkdir(parents=True)
    (folder / "jobspec/bin").symlink_to(commands)
    return folder


def test_the_action_annotates_what_it_finds(scratch: Path, installed: Path) -> None:
    done = Action(scratch, installed, paths="jobs\n\nweb.nomad\n", sarif="out.sarif").step("Check job files")
    assert done.returncode == 1, done.stderr
    assert "::error file=jobs/misspelled.nomad,line=5,endLine=5,col=7,endColumn=11" in done.stdout
    assert json.loads((scratch / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_the_action_passes_arguments_and_works_in_a_folder(scratch: Path, installed: Path) -> None:
    action = Action(scratch, installed, args="--ignore=HCL201\n--ignore=HCL202", **{"working-directory": "jobs"})
    done = action.step("Check job files")
    assert (done.returncode, "Not shown: 2" in done.stdout) == (0, True), done.stdout + done.stderr


def test_the_actions_first_step_makes_an_environment_and_installs_its_own_folder(scratch: Path, tmp_path: Path) -> None:
    fake = tmp_path / "python"
    fake.write_text(
        '#!/bin/bash\n[ "$1 $2" = "-m venv" ] || exit 9\nmkdir -p "$3/bin"\n'
        'printf \'#!/bin/bash\\necho "$@" > "%s/called"\\n\' "$3" > "$3/bin/pip"\nchmod +x "$3/bin/pip"\n', encoding="utf-8")
    fake.chmod(0o755)
    done = Action(scratch, tmp_path, python=str(fake)).step("Install jobspec")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "jobspec/called").read_text(encoding="utf-8").split() == [
        "install", "--quiet", "--disable-pip-version-check", str(ROOT),
    ]


@pytest.mark.parametrize("hook", ["jobspec", "jobspec-fix"])
def test_the_hooks_run_in_a_repository(hook: str, scratch: Path, commands: Path, tmp_path: Path) -> None:
    entry = next(entry for entry in loaded(".pre-commit-hooks.yaml") if entry["id"] == hook)
    assert entry["language"] == "python"
    config = {"repos": [{"repo": "local", "hooks": [{**entry, "language": "system"}]}]}
    (scratch / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    environment = {**os.environ, "PATH": f"{commands}:{os.environ['PATH']}", "PRE_COMMIT_HOME": str(tmp_path / "cache")}
    done = subprocess.run([sys.executable, "-m", "pre_commit", "run", "--all-files", "--hook-stage", "pre-commit"],
                          cwd=scratch, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    if hook == "jobspec":
        assert "jobs/misspelled.nomad:5:7: error[HCL202]" in done.stdout
    else:
        assert "mended 2 findings in 1 file" in done.stdout
        assert "files were modified by this hook" in done.stdout


def test_the_gitlab_job_writes_the_report_that_gitlab_reads(scratch: Path, commands: Path) -> None:
    job = loaded("integrations/gitlab.yml")["jobspec"]
    script = "\n".join(job["script"]).replace("/tmp/jobspec/bin/jobspec", str(commands / "jobspec"))
    done = subprocess.run(["bash", "-eo", "pipefail", "-c", script], cwd=scratch, capture_output=True, text=True, check=False,
                          env={**os.environ, "GITLAB_CI": "true", "CI_PROJECT_DIR": str(scratch), **job["variables"]})
    assert done.returncode == 1, done.stderr
    report = json.loads((scratch / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert [issue["check_name"] for issue in report] == ["HCL202", "HCL201"]
    assert report[0]["location"]["path"] == "jobs/misspelled.nomad"


def test_the_image_copies_what_the_build_needs() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = {name for line in lines if line.startswith("COPY ") and "--from" not in line for name in line.split()[1:-1]}
    assert {"pyproject.toml", "jobspec", "schemas", "README.md", "LICENSE"} <= copied
    assert all((ROOT / name).exists() for name in copied)
    allowed = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert all(f"!{name}" in allowed for name in copied)
