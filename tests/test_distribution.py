"""What the source distribution holds."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
#: What hatchling puts in by itself, or takes notice of.
BY_ITSELF = {"pyproject.toml", ".gitignore"}


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="this is no checkout")
@pytest.mark.usefixtures("git_is_here")
def test_all_that_is_tracked_is_in_it_so_that_its_tests_pass_there() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode:
        pytest.skip("git does not read this checkout: " + tracked.stderr.strip())
    included = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    there = {name.split("/")[0] for name in tracked.stdout.splitlines()}
    assert sorted(there - BY_ITSELF - {name.removeprefix("/") for name in included}) == []
