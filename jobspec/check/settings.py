"""How files are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from jobspec.diagnostics import Result
from jobspec.evaluate.reads import Reads

if TYPE_CHECKING:
    from jobspec.models.job_job import Job
    from jobspec.nodes.given import GivenNodes


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How job files are read; the same for every file of a run.

    `variables`: `NAME=VALUE` texts; `var_files`: paths, applied in order; `environ`: where `NOMAD_VAR_name` is looked up;
    `strict`: refuse values for undeclared variables, as Nomad does by default; `base_dir`: the folder that file functions
    resolve paths in, `allow_outside`: let them leave it; `json`: files hold Nomad's API JSON; `driver_schemas`: files with JSON
    Schemas of drivers' `config`, by driver. `nodes`: the nodes that jobs are checked against, `every_node`: all of them must take a
    group, rather than one.
    """

    variables: tuple[str, ...] = ()
    var_files: tuple[str, ...] = ()
    environ: Mapping[str, str] = {}
    strict: bool = True
    base_dir: str = "."
    allow_outside: bool = False
    json: bool = False
    driver_schemas: Mapping[str, str] = {}
    nodes: GivenNodes | None = None
    every_node: bool = False


def read_job(data: bytes, name: str, settings: Settings, reads: Reads | None = None) -> Result[Job]:
    """Read one job file, in HCL or (with `settings.json`) in Nomad's API JSON. `reads` notes the files that it reads in turn."""
    from jobspec.decode.pipeline import parse_job

    return parse_job(
        data, name, settings.variables, settings.var_files, settings.environ, settings.strict, settings.base_dir,
        settings.allow_outside, settings.json, reads,
    )
