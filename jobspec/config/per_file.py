"""Settings for the files that match a pattern: codes to ignore, values of variables, variable files."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from jobspec.config.model import Config, Value

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from jobspec.check import Settings


class PerFile(msgspec.Struct, frozen=True):
    """Patterns, as in `.gitignore` and relative to `folder`, with what they say."""

    folder: str = "."
    ignores: Mapping[str, tuple[str, ...]] = {}
    variables: Mapping[str, Mapping[str, Value]] = {}
    var_files: Mapping[str, tuple[str, ...]] = {}

    @property
    def changes_reading(self) -> bool:
        """Whether some files are read in another way than others."""
        return bool(self.variables or self.var_files)

    def ignored(self, files: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The codes that are ignored in each of the files for which there are some."""
        if not self.ignores:
            return {}
        found: dict[str, tuple[str, ...]] = {}
        for file in files:
            for pattern, codes in self.ignores.items():
                if _matches(self.folder, pattern, file):
                    found[file] = (*found.get(file, ()), *codes)
        return found

    def settings(self, file: str, settings: Settings) -> Settings:
        """How a file is read: with the variable files of its patterns before those of the command line, and with their values
        where neither variable files nor the environment have one."""
        var_files = tuple(path for pattern, paths in self.var_files.items() if _matches(self.folder, pattern, file) for path in paths)
        values: dict[str, str] = {}
        for pattern, variables in self.variables.items():
            if _matches(self.folder, pattern, file):
                values.update(as_environment(variables))
        environ = {**values, **settings.environ} if values else settings.environ
        return msgspec.structs.replace(settings, var_files=(*var_files, *settings.var_files), environ=environ)


def per_file(config: Config, folder: str) -> PerFile | None:
    """What a configuration says about some of the files; None where it says nothing."""
    if not (config.per_file_ignores or config.per_file_vars or config.per_file_var_files):
        return None
    return PerFile(folder, config.per_file_ignores or {}, config.per_file_vars or {}, config.per_file_var_files or {})


def as_environment(variables: Mapping[str, Value]) -> dict[str, str]:
    """Values of variables as `NOMAD_VAR_name` gives them: Nomad ignores there what a job does not declare."""
    return {f"NOMAD_VAR_{name}": value if isinstance(value, str) else _hcl(value) for name, value in variables.items()}


def _hcl(value: Value) -> str:
    """A value as an expression: JSON is one, once what would begin a template is escaped."""
    return json.dumps(value, ensure_ascii=False).replace("${", "$${").replace("%{", "%%{")


def _matches(folder: str, pattern: str, file: str) -> bool:
    """Whether a file matches a pattern that is relative to a folder; nothing outside of the folder does."""
    inside = os.path.abspath(folder).rstrip("/") + "/"
    path = os.path.abspath(file)
    return path.startswith(inside) and _compiled(pattern).match_file(path[len(inside) :])


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([pattern])
