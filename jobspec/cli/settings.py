"""Options as typed, made into the settings of a run."""

from __future__ import annotations

import os
from collections.abc import Sequence

from jobspec.check import Settings


def settings(
    variables: Sequence[str] | None = None,
    var_files: Sequence[str] | None = None,
    base_dir: str = ".",
    allow_outside: bool = False,
    lax: bool = False,
    json: bool = False,
) -> Settings:
    """The settings for options as given; values of variables also come from `NOMAD_VAR_name` in the environment."""
    environ = {name: value for name, value in os.environ.items() if name.startswith("NOMAD_VAR_")}
    return Settings(
        variables=tuple(variables or ()),
        var_files=tuple(var_files or ()),
        environ=environ,
        strict=not lax,
        base_dir=base_dir,
        allow_outside=allow_outside,
        json=json,
    )
