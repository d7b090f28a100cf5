"""Settings of all tests."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# The same examples in every run, so that a change fails or passes for what it does; HYPOTHESIS_PROFILE=search looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None)  # machines are shared: no test fails for being slow once
settings.register_profile("search", derandomize=False, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(autouse=True)
def neutral_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a CI job or a person's shell sets changes formats and colours; tests set what they are about."""
    for name in list(os.environ):
        if name.startswith(("JOBSPEC_", "NOMAD_VAR_")) or name in ("GITHUB_ACTIONS", "GITHUB_WORKSPACE", "GITLAB_CI", "CI_PROJECT_DIR",
                                                                   "NO_COLOR", "FORCE_COLOR", "FORCE_HYPERLINK"):
            monkeypatch.delenv(name)
