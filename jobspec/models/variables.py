"""Variables in texts of a job, and how their names are spelled (Nomad's helper/args and helper.CleanEnvVar)."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: A variable in a text.
REFERENCE = re.compile(r"\$\{([a-zA-Z0-9_\-.]+)\}")
_UNFIT = re.compile(r"[^a-zA-Z0-9_.]")


def interpolated(text: str, *environments: Mapping[str, str]) -> str:
    """args.ReplaceEnv: `${name}` by its value in the first environment that has it; unknown names stay."""
    if "${" not in text:
        return text

    def value(match: re.Match[str]) -> str:
        for environment in environments:
            if match[1] in environment:
                return environment[match[1]]
        return match[0]

    return REFERENCE.sub(value, text)


def clean_name(name: str) -> str:
    """helper.CleanEnvVar, which works on bytes: `_` for all but ASCII letters, digits, `_` and `.`; and for a digit in front."""
    cleaned = _UNFIT.sub(lambda match: "_" * len(match[0].encode("utf-8", "surrogatepass")), name)
    return "_" + cleaned[1:] if cleaned[:1].isdigit() else cleaned
