"""A folder of many job files, right and wrong ones, some of which read other files."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from jobspec.check import Settings
from jobspec.runs import Outcome, RunOptions, Statistics, run_checks
from jobspec.source import Source

FILES = 70


class Ran(NamedTuple):
    """What a run yielded, and what it did."""

    outcomes: list[Outcome]
    statistics: Statistics


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    jobs = tmp_path / "jobs"
    jobs.mkdir()
    (jobs / "motd").write_text("hello", encoding="utf-8")
    (jobs / "values.hcl").write_text('unknown = "x"\n', encoding="utf-8")
    for number in range(FILES):
        (jobs / f"{number:03}.nomad").write_text(text(number), encoding="utf-8")
    monkeypatch.chdir(jobs)
    return jobs


def text(number: int) -> str:
    mode = ("bridge", "brigde", "host")[number % 3]
    parts = ('env { A = file("motd") }', 'env { A = file("missing") }', 'evn { A = 1 }', "# jobspec: ignore[NET103] known", "}")
    inside = parts[number % 5]
    return (
        f'job "j{number}" {{\n  group "g" {{\n    # jobspec: ignore[NET103] on purpose\n    network {{\n      mode = "{mode}"\n    }}\n'
        f'    task "t" {{\n      driver = "exec"\n      config {{\n        command = "a"\n      }}\n      {inside}\n    }}\n  }}\n}}\n'
    )


def names() -> list[str]:
    return [*(f"{number:03}.nomad" for number in range(FILES)), "not-there.nomad"]


def ran(settings: Settings | None = None, files: list[str] | None = None, **how: object) -> Ran:
    one = settings or Settings()
    statistics = Statistics()
    options = msgspec.structs.replace(RunOptions(processes=1), **how)
    return Ran(list(run_checks(files or names(), lambda name: one, options, statistics)), statistics)


def plain(value: object) -> object:
    """An outcome as comparable data: texts instead of sources."""
    if isinstance(value, Source):
        return value.name, value.text
    if isinstance(value, msgspec.Struct):
        return type(value).__name__, *(plain(getattr(value, name)) for name in value.__struct_fields__)
    if isinstance(value, (tuple, list)):
        return tuple(map(plain, value))
    if isinstance(value, (frozenset, Mapping)):
        return tuple(sorted(map(plain, value.items() if isinstance(value, Mapping) else value)))
    return value


def digest_of(outcomes: list[Outcome]) -> str:
    """What came of a run, in a line that two processes can compare."""
    return sha256(repr(plain(outcomes)).encode("utf-8", "surrogateescape")).hexdigest()
