"""Starting fast: what a plain check of a good file must not import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

#: Modules that take milliseconds to import, and what a check of one good file has no use for.
HEAVY = (
    "asyncio", "bcrypt", "concurrent.futures", "dataclasses", "difflib", "distributed", "hashlib", "hcl2", "importlib.metadata",
    "importlib.resources",
    "inspect", "ipaddress", "json", "jsonschema", "lark", "logging", "multiprocessing", "pathlib", "pathspec", "pydantic", "re2", "regex",
    "rich", "shutil", "sqlite3", "subprocess", "tempfile", "threading", "tomllib", "typer", "typing_extensions", "urllib", "yaml",
    "jobspec.admission", "jobspec.models.agent_config", "jobspec.models.api_reading", "jobspec.models.node", "jobspec.models.plan",
    "jobspec.nodes.load", "jobspec.plan", "jobspec.rules.agent", "jobspec.rules.node",
    "jobspec.runs.batches", "jobspec.triage.suppressions",
)

GOOD = """\
job "web" {
  datacenters = ["dc1"]
  group "web" {
    shutdown_delay = "5s"
    network {
      port "http" { to = 8080 }
    }
    service {
      name     = "web"
      port     = "http"
      provider = "nomad"
    }
    task "web" {
      driver = "docker"
      config {
        image = "web:${var.tag}"
        ports = ["http"]
      }
    }
  }
}
variable "tag" {
  default = "1"
}
"""


def imported_by(arguments: list[str], folder: Path) -> set[str]:
    code = ("import os, sys\nfrom jobspec.cli import main\nos._exit = lambda code: print(code, *sys.modules)\n"
            f"sys.argv[1:] = {arguments!r}\nmain()")
    environ = {"PYTHONPATH": str(ROOT)}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=folder, check=True, env=environ)
    code_and_modules = ran.stdout.splitlines()[-1].split()
    assert code_and_modules[0] == "0", ran.stdout
    return set(code_and_modules[1:])


@pytest.mark.parametrize("options", [[], ["--var", "tag=2", "--format", "concise"]], ids=["plain", "with options"])
def test_a_check_of_a_good_file_imports_nothing_heavy(tmp_path: Path, options: list[str]) -> None:
    (tmp_path / "web.nomad").write_text(GOOD)
    imported = imported_by(["validate", *options, "web.nomad"], tmp_path)
    assert "jobspec.rules" in imported
    assert imported.isdisjoint(HEAVY), sorted(imported & set(HEAVY))


def test_typing_extensions_can_be_imported_once_msgspec_is_there(tmp_path: Path) -> None:
    (tmp_path / "web.nomad").write_text(GOOD)
    assert "typer" in imported_by(["rules", "--help"], tmp_path)
