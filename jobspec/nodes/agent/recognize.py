"""Which files hold an agent's configuration: told by their content, since any `*.hcl` may be anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobspec.decode.recognize import holds_job

if TYPE_CHECKING:
    from jobspec.hcl.v1.syntax import Items

#: Blocks that, at the beginning of a line, only agents of Nomad have: Consul has `server = true`, a linter `plugin` without `config`.
_CERTAIN = re.compile(rb'^"?(?:client|server)"?[ \t]*=?[ \t]*\{|^plugin[ \t]+"[^"\n]*"[ \t]*\{\s*config[ \t]*\{', re.MULTILINE)

#: How a name at the beginning of a line stands in front of a value or a block.
_NAME = re.compile(rb'^"?([A-Za-z_][A-Za-z0-9_-]*)"?[ \t]*(?:=|\{|"[^"\n]*"[ \t]*\{)', re.MULTILINE)

#: Where this many of the names are an agent's, in 100, the file is.
_ENOUGH = 60


def is_agent_config(data: bytes) -> bool:
    """Whether a file that somebody names holds an agent's configuration: it has no job, and its names are mostly an agent's."""
    if data.lstrip().startswith(b"{"):
        return _is_agent_json(data)
    if holds_job(data):
        return False
    names = [match[1].decode("ascii") for match in _NAME.finditer(data)]
    return bool(names) and _mostly_known(names)


def is_surely_agent_config(data: bytes) -> bool:
    """Whether a file that is found in a folder does: it also has a block that nothing else has."""
    return _CERTAIN.search(data) is not None and is_agent_config(data)


def _is_agent_json(data: bytes) -> bool:
    from jobspec.hcl.v1 import parse
    from jobspec.source import Source

    items: Items | None = parse(Source.from_bytes(data)).items
    names = [item.keys[0].label() for item in items.items if item.keys] if items is not None else []
    return bool(names) and not {"job", "Job", "ID", "TaskGroups"}.intersection(names) and _mostly_known(names)


def _mostly_known(names: list[str]) -> bool:
    from jobspec.models.agent_config import AgentConfig
    from jobspec.models.fields import fields_of

    known = {field.hcl for field in fields_of(AgentConfig).values()}
    return 100 * sum(name.lower() in known for name in names) >= _ENOUGH * len(names)
