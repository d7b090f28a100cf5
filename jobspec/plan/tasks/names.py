"""How Nomad spells the names of variables, and addresses with a port."""

from __future__ import annotations

import re
from functools import lru_cache

from jobspec.evaluate.functions.letters import upper_case
from jobspec.models.variables import clean_name

META = "NOMAD_META_"
#: What stands for a value that no plan can know: tokens, addresses that a driver picks, a folder that no config names.
UNKNOWN = re.compile(r"<unknown: [^<>]*>")

REFERENCE = re.compile(r"\$\{([^{}]*)\}")

_CLEANED = ("NOMAD_ADDR_", "NOMAD_IP_", "NOMAD_PORT_", "NOMAD_HOST_PORT_", META)


def unknown(what: str) -> str:
    """The text that marks a value which is there, but which is not known: `<unknown: Vault token>`."""
    return f"<unknown: {what}>"


@lru_cache(maxsize=4096)
def final_name(name: str) -> str:
    """The end of taskenv's buildEnv: only names with some of the prefixes are cleaned."""
    return clean_name(name) if name.startswith(_CLEANED) else name


def cleaned(variables: dict[str, str]) -> dict[str, str]:
    """Variables under their final names. Of two that become one, the later counts."""
    return {final_name(name): value for name, value in variables.items()}


def meta_names(key: str) -> tuple[str, str]:
    """A metadata key in both of its spellings."""
    return META + upper_case(key), META + key


def joined(host: str, port: int) -> str:
    """net.JoinHostPort, for an address that may not be known."""
    return f"[{host}]:{port}" if ":" in host and UNKNOWN.search(host) is None else f"{host}:{port}"
