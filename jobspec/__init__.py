"""Checks, explains and plans HashiCorp Nomad jobs without a Nomad binary or cluster.

Every function here imports what it needs when it is called, so that `import jobspec` costs nothing. Functions that read
text or files return a `Result`: `.value` and `.diagnostics`; they do not raise for bad input.
"""

from __future__ import annotations

TYPE_CHECKING = False  # importing `typing` for its constant would take longer than everything else here

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from os import PathLike
    from typing import Any

    from jobspec.diagnostics import Diagnostic, Result
    from jobspec.hcl.structure import Body
    from jobspec.models.agent_config import AgentConfig
    from jobspec.models.cni import CniNetwork
    from jobspec.models.job_job import Job
    from jobspec.models.node import Node
    from jobspec.models.plan import Plan

__all__ = [
    "Diagnostic", "Result", "admit_job", "agent_json", "canonical_job", "job_hcl", "job_json", "load_agent", "load_cni", "load_job",
    "load_node", "node_json", "parse_hcl", "parse_job", "plan_job", "plan_json", "validate_agent", "validate_job",
]

#: Packages that the documentation names (`jobspec.models.Job`, `jobspec.plan.PlanError`): imported when they are first named.
_PACKAGES = ("admission", "diagnostics", "hcl", "models", "plan")

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name in ("Diagnostic", "Result"):
            return getattr(import_module("jobspec.diagnostics"), name)
        if name in _PACKAGES:
            return import_module(f"jobspec.{name}")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def parse_hcl(text: str | bytes, filename: str = "") -> Result[Body]:
    """Text to syntax tree, nothing evaluated. Text that starts with `{` is HCL's JSON form. The tree is usable after errors too."""
    from jobspec.decode.pipeline import parse_hcl

    return parse_hcl(text, filename)


def parse_job(text: str | bytes, filename: str = "job.nomad", variables: Sequence[str] = (),
              var_files: Sequence[str | PathLike[str]] = (), environ: Mapping[str, str] | None = None, strict: bool = True,
              base_dir: str | PathLike[str] = ".", allow_outside: bool = False, json: bool = False) -> Result[Job]:
    """A job file to a typed job, as Nomad's own parser reads it. `.value` is None when no job could be made of it.

    `variables`: `name=value` texts, as for `-var`; `var_files`: paths; `environ`: where `NOMAD_VAR_name` is looked up;
    `strict`: refuse values for undeclared variables. `base_dir` is the folder that file functions resolve paths in and,
    unless `allow_outside`, cannot leave. `json`: the text is Nomad's API JSON.
    """
    from jobspec.decode.pipeline import parse_job

    return parse_job(text, filename, variables, var_files, environ or {}, strict, base_dir, allow_outside, json)


def load_job(path: str | PathLike[str], variables: Sequence[str] = (), var_files: Sequence[str | PathLike[str]] = (),
             environ: Mapping[str, str] | None = None, strict: bool = True, base_dir: str | PathLike[str] = ".",
             allow_outside: bool = False, json: bool = False) -> Result[Job]:
    """`parse_job` of a file. A file that cannot be read is a diagnostic too."""
    from jobspec.decode.pipeline import load_job

    return load_job(path, variables, var_files, environ or {}, strict, base_dir, allow_outside, json)


def job_json(job: Job) -> dict[str, Any]:
    """The "Job" of `nomad job run -output`."""
    from jobspec.models.job_api import job_to_json

    return job_to_json(job)


def job_hcl(job: Job) -> str:
    """A job as the text of a job file that reads back as the same job.

    Defaults are left out of a job that has them filled in, as `nomad job inspect` prints it. `jobspec.writing.write_job` also lists what no
    job file can say. Raises `jobspec.writing.TooDeep` for values nested deeper than job files are read.
    """
    from jobspec.writing import job_hcl

    return job_hcl(job)


def canonical_job(job: Job) -> Job:
    """The job with the defaults of Nomad's API filled in (api/jobs.go Canonicalize)."""
    from jobspec.models.canonical import canonical_job

    return canonical_job(job)


def admit_job(job: Job) -> Job:
    """The job as a server stores it: defaults, implied constraints, Connect sidecars and their ports, identities.

    A server of one region with Vault switched on is assumed; `jobspec.admission` takes other settings and says what each step added.
    """
    from jobspec.admission import admit_job

    return admit_job(job)


def validate_job(job: Job | None, nodes: Sequence[Node] = (), *, every_node: bool = False) -> list[Diagnostic]:
    """Everything that is wrong with a job, as Nomad's own validation says it and beyond.

    Without `nodes`, of what Nomad refuses only what `nomad job validate` refuses without a server. With `nodes`, what their server
    refuses, and what keeps the job from running there: one node that takes a group is enough, unless `every_node`. Jobs that are
    refused are not looked at on nodes.
    """
    from jobspec.rules import check_job

    if job is None:
        return []
    if not nodes:
        return check_job(job)
    from jobspec.rules.registration import check_registration

    found = check_registration(job, dynamic_ports=[(node.min_dynamic_port, node.max_dynamic_port) for node in nodes])
    if not any(one.nomad and one.severity == "error" for one in found):
        from jobspec.rules.node.check import check_nodes

        found += check_nodes(job, nodes, every_node=every_node)
    return found


def load_cni(path: str | PathLike[str]) -> Result[tuple[CniNetwork, ...]]:
    """The networks of a `cni_config_dir`, read as Nomad's client reads them."""
    from jobspec.nodes.cni import load_cni_folder

    return load_cni_folder(path)


def load_node(path: str | PathLike[str], interfaces: str | PathLike[str] | None = None, routes: str | PathLike[str] | None = None,
              cni_config_dir: str | PathLike[str] | None = None) -> Result[Node]:
    """A client node from an agent config file, a folder of them, Nomad's node JSON or a node folder.

    `interfaces` and `routes`: files written by `ip -json addr` and `ip -json route`. `cni_config_dir`: the folder of CNI networks.
    An error among the diagnostics means that the node's client would not start, or that a file cannot be read.
    """
    from jobspec.rules.node_start import load_node

    return load_node(path, interfaces, routes, cni_config_dir)


def plan_job(job: Job, nodes: Sequence[Node], *, pins: Mapping[str, object] | None = None, earlier: Sequence[Plan] = (),
             child_id: str | None = None, dispatch: Mapping[str, object] | None = None, alloc: Mapping[str, object] | None = None) -> Plan:
    """What would run where: placement, ports, networks, environments, registrations, or every reason why not.

    `pins` fixes what Nomad picks at random, by allocation name: `{"web.g[0]": {"id": "…", "ports": {"http": 22627}, "start": 0}}`.
    `earlier` are plans whose allocations hold ports and addresses already. `child_id` names the instance of a periodic or parameterized
    job; `dispatch` is the body of a dispatch request (Meta, Payload in base64, IdPrefixTemplate, Priority). `alloc` is an allocation from
    Nomad's API, which is then explained instead. Raises
    `jobspec.plan.PlanError`, a ValueError, for what makes no sense: unknown groups or labels, ports out of range, nodes without addresses.
    """
    from jobspec.plan import plan_job

    return plan_job(job, nodes, pins=pins, earlier=earlier, child_id=child_id, dispatch=dispatch, alloc=alloc)


def plan_json(plan: Plan) -> dict[str, Any]:
    """A plan in the shape of `plan.v1` (`jobspec schema plan`)."""
    from jobspec.plan import plan_json

    return plan_json(plan)


def node_json(node: Node) -> dict[str, Any]:
    """The node as JSON (`node.v1`): Nomad's own node JSON, what else is known of the client, and where each fact comes from."""
    from jobspec.models.node_api import node_to_json

    return node_to_json(node)


def load_agent(paths: Iterable[str | PathLike[str]] | str | PathLike[str]) -> Result[AgentConfig]:
    """An agent's configuration from files and folders (or one of them), merged over Nomad's defaults as Nomad merges them.

    Each part knows its file and line (`config.client.span_of("node_class")`); `config.origin.file` holds each file as it was read.
    """
    from jobspec.nodes.agent.load import load_agent

    return load_agent(paths)


def agent_json(config: AgentConfig) -> dict[str, Any]:
    """What an agent's configuration says of the node and its networks."""
    from jobspec.models.agent_json import agent_to_json

    return agent_to_json(config)


def validate_agent(config: AgentConfig | None) -> list[Diagnostic]:
    """What `nomad config validate` finds in a complete configuration, and our advice."""
    from jobspec.rules.agent import check_agent

    return [] if config is None else list(check_agent(config))
