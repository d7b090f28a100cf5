"""Settings of all tests."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run, so that a change fails or passes for what it does; HYPOTHESIS_PROFILE=search looks for new ones.
# Machines are shared: no test fails for being slow once.
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", derandomize=False, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


_ABOUT_OUTPUT = ("GITHUB_ACTIONS", "GITHUB_WORKSPACE", "GITLAB_CI", "CI_PROJECT_DIR", "NO_COLOR", "FORCE_COLOR", "FORCE_HYPERLINK",
                 "PY_COLORS", "TTY_COMPATIBLE", "TTY_INTERACTIVE")


@pytest.fixture(autouse=True)
def neutral_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a CI job, a git hook or a person's shell sets changes formats, colours and repositories; tests set what they are about."""
    for name in list(os.environ):
        if name.startswith(("JOBSPEC_", "NOMAD_VAR_", "GIT_")) or name in _ABOUT_OUTPUT:
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def git_is_here() -> None:
    """Leaves out what needs git where there is none."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
