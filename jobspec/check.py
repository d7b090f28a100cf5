"""The check of one file: runs the stages on it. What becomes of the findings of all files is decided in `jobspec.triage.conclude`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from jobspec.diagnostics import Diagnostic, Result, Severity
from jobspec.evaluate.reads import Reads
from jobspec.triage.report import FileFindings, NotChecked

if TYPE_CHECKING:
    from jobspec.models.job_job import Job
    from jobspec.nodes.given import GivenNodes
    from jobspec.triage.entries import Suppression


#: A job block at the beginning of a line.
_JOB = re.compile(rb'^(?:\xef\xbb\xbf)?[ \t]*"?job"?[ \t]+["\w{]', re.MULTILINE)


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


def check_file(data: bytes, name: str, settings: Settings) -> FileFindings:
    """Read one job file and run every rule on it. Rules run only on files that Nomad could read, as in Nomad itself.

    A pure function of its arguments and of the files that they name; what it takes and gives can be pickled.
    """
    reads = Reads()
    diagnostics, not_checked, uses = _look_at(data, name, settings, reads)
    suppressions: tuple[Suppression, ...] = ()
    if b"jobspec:" in data or any("jobspec:" in text for text in _other_texts(diagnostics, name)):
        from jobspec.triage.suppressions import suppressions_for

        suppressions, problems = suppressions_for(data, name, diagnostics)
        diagnostics = (*diagnostics, *problems)
    return FileFindings(name, diagnostics, not_checked, suppressions, uses, reads.found if reads.certain else None)


def _look_at(
    data: bytes, name: str, settings: Settings, reads: Reads
) -> tuple[tuple[Diagnostic, ...], tuple[NotChecked, ...], frozenset[str]]:
    from jobspec.nodes.cni_files import is_cni_file

    if not settings.json and is_cni_file(name, data):
        from jobspec.nodes.cni import check_cni_file

        reads.certain = False  # plugins in a folder beside it belong to it too, and an earlier file may define its network
        return check_cni_file(data, name), (), frozenset()
    if not settings.json and _is_agent_config(data):
        return _look_at_agent_config(data, name)
    result = read_job(data, name, settings, reads)
    if result.errors or result.value is None:
        why = "its other errors come first"
        if not settings.json and data.lstrip().startswith(b"{") and b'"TaskGroups"' in data:
            why = "this looks like the JSON of Nomad's API: try --json"
        return result.diagnostics, (NotChecked("what only a readable job can be checked for", why, name, ("",)),), frozenset()
    from jobspec.rules.registration import check_registration

    schemas, unusable = _driver_schemas(settings)
    found = (*result.diagnostics, *check_registration(result.value, schemas))
    not_checked = list(_unchecked_drivers(result.value, name, schemas, unusable))
    uses: frozenset[str] = frozenset()
    if settings.nodes is not None:
        on_nodes, unchecked, uses = _on_nodes(result.value, name, settings.nodes, settings.every_node, found)
        found, not_checked = (*found, *on_nodes), [*not_checked, *unchecked]
    return found, tuple(not_checked), uses


def _is_agent_config(data: bytes) -> bool:
    """The quick answer for jobs, and the thorough one for what has no job."""
    if b"job" in data and _JOB.search(data) is not None:
        return False
    from jobspec.nodes.agent.recognize import is_agent_config

    return is_agent_config(data)


def _look_at_agent_config(data: bytes, name: str) -> tuple[tuple[Diagnostic, ...], tuple[NotChecked, ...], frozenset[str]]:
    """An agent config by itself. It may be one of several that make a whole, and is not blamed for what the others may say."""
    from jobspec.nodes.agent.load import agent_of
    from jobspec.rules.agent import check_agent
    from jobspec.source import Source

    result = agent_of(Source.from_bytes(data, name))
    if result.value is None:
        return result.diagnostics, (NotChecked("what only a readable agent config can be checked for", "its other errors come first", name,
                                               ("AGT",)),), frozenset()
    whole = NotChecked("whether the agent has all it needs", "the file may be one of several that are merged", name,
                       ("AGT101", "AGT106", "AGT118"))
    return (*result.diagnostics, *check_agent(result.value, whole=False)), (whole,), frozenset()


def _on_nodes(job: Job, name: str, given: GivenNodes, every_node: bool,
              found: Iterable[Diagnostic]) -> tuple[list[Diagnostic], list[NotChecked], frozenset[str]]:
    """The job against the nodes, where Nomad takes the job, and the networks that it names."""
    from jobspec.nodes.given import nodes_of
    from jobspec.rules.node.check import listed_nodes, look_at_nodes
    from jobspec.rules.node.usage import networks_used

    nodes = nodes_of(given)
    if not nodes or any(one.nomad and one.severity is Severity.ERROR for one in found):
        why = "its other errors come first" if nodes else "no node could be read"
        return [], [NotChecked("whether the job fits on nodes", why, name, ("NODE",))], networks_used(job)
    diagnostics, granted = look_at_nodes(job, nodes, every_node=every_node)
    not_checked = [NotChecked(f"whether {what}", f"the description of {listed_nodes(names)} does not say", name, ("NODE",))
                   for what, names in granted.items()]
    return diagnostics, not_checked, networks_used(job)


def _driver_schemas(settings: Settings) -> tuple[dict[str, Mapping[str, object]], dict[str, str]]:
    """The user's schemas by driver, and what is wrong with those that cannot be used."""
    schemas: dict[str, Mapping[str, object]] = {}
    unusable: dict[str, str] = {}
    for driver, path in settings.driver_schemas.items():
        from jobspec.rules.driver.own_schemas import load_schema

        schema = load_schema(path)
        if isinstance(schema, str):
            unusable[driver] = schema
        else:
            schemas[driver] = schema
    return schemas, unusable


def _other_texts(diagnostics: Iterable[Diagnostic], name: str) -> Iterable[str]:
    """The texts of other files that findings point into, such as variable files."""
    return (found.span.source.text for found in diagnostics if found.span is not None and found.span.source.name != name)


def _unchecked_drivers(
    job: Job, name: str, schemas: Mapping[str, Mapping[str, object]], unusable: Mapping[str, str]
) -> Iterable[NotChecked]:
    from jobspec.rules.driver.schemas import driver_schema

    drivers = {task.driver for group in job.task_groups or () for task in group.tasks or () if task.driver and task.config}
    for driver in sorted(drivers):
        if driver not in schemas and driver_schema(driver) is None:
            why = unusable.get(driver, f"no schema of this driver is known; --driver-schema {driver}=FILE names one")
            yield NotChecked(f'config of driver "{driver}"', why, name, ("DRV",))
