"""The models, a module for each part. The whole ones are here by name, and imported when they are asked for."""

from __future__ import annotations

TYPE_CHECKING = False  # importing `typing` for its constant takes time that no check needs

if TYPE_CHECKING:
    from jobspec.models.agent_config import AgentConfig as AgentConfig
    from jobspec.models.cni import CniNetwork as CniNetwork
    from jobspec.models.job_job import Job as Job
    from jobspec.models.node import Node as Node
    from jobspec.models.plan import Plan as Plan

_PLACES = {
    "AgentConfig": "jobspec.models.agent_config", "CniNetwork": "jobspec.models.cni", "Job": "jobspec.models.job_job",
    "Node": "jobspec.models.node", "Plan": "jobspec.models.plan",
}

__all__ = ["AgentConfig", "CniNetwork", "Job", "Node", "Plan"]


def __getattr__(name: str) -> type:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found: type = getattr(import_module(_PLACES[name]), name)
    return found
