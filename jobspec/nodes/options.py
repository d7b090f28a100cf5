"""Entries of a client's `options` as Nomad reads them (client/config ReadStringListToMap, ReadBoolDefault)."""

from __future__ import annotations

from collections.abc import Mapping

from jobspec.go_numbers import go_bool


def option_names(options: Mapping[str, str], *keys: str) -> frozenset[str]:
    """A list of names separated by commas, under the first key that is there."""
    text = next((options[key] for key in keys if key in options), "")
    return frozenset(name.strip() for name in text.split(",")) if text else frozenset()


def option_bool(options: Mapping[str, str], key: str) -> bool | None:
    """A truth value; None where there is none or it is no such (strconv.ParseBool)."""
    return go_bool(options.get(key, ""))


def is_listed(name: str, allowed: frozenset[str], denied: frozenset[str]) -> bool:
    """Whether an allowlist (when there is one) and a denylist let a name pass."""
    return (not allowed or name in allowed) and name not in denied
