"""The check of an agent config."""

from __future__ import annotations

from jobspec.check.looked import Looked
from jobspec.nodes.agent.load import agent_of
from jobspec.rules.agent import check_agent
from jobspec.source import Source
from jobspec.triage.report import NotChecked

#: Codes about what a whole configuration needs and one of several files may leave to the others.
OF_THE_WHOLE = ("AGT101", "AGT106", "AGT118")


def look_at_agent_config(data: bytes, name: str) -> Looked:
    """An agent config by itself. It may be one of several that make a whole, and is not blamed for what the others may say."""
    result = agent_of(Source.from_bytes(data, name))
    if result.value is None:
        unread = NotChecked("what only a readable agent config can be checked for", "its other errors come first", name, ("AGT",))
        return Looked(result.diagnostics, (unread,))
    whole = NotChecked("whether the agent has all it needs", "the file may be one of several that are merged", name, OF_THE_WHOLE)
    return Looked((*result.diagnostics, *check_agent(result.value, whole=False)), (whole,))
