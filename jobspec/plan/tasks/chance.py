"""Values left to chance: Nomad goes through maps in no particular order, and fills each value in with what stands there already."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from jobspec.plan.tasks.names import REFERENCE, final_name, meta_names


def referring(values: Mapping[str, str], names: Collection[str]) -> frozenset[str]:
    """Those of `values` that refer to one of `names`, but for their own: filled in or not, as it happens."""
    return frozenset(
        name for name, value in values.items()
        if any(reference in names and reference != name for reference in REFERENCE.findall(value))
    )


def spelled_alike(meta: Mapping[str, str]) -> frozenset[str]:
    """Names that two keys of the metadata have in common, with different values: `tier` and `TIER`."""
    return _of_several((name, value) for key, value in meta.items() for name in meta_names(key))


def cleaned_alike(variables: Mapping[str, str]) -> frozenset[str]:
    """Names that two variables come to when they are cleaned: of ports `my-port` and `my_port`."""
    return _of_several((final_name(name), value) for name, value in variables.items())


def _of_several(pairs: Iterable[tuple[str, str]]) -> frozenset[str]:
    first: dict[str, str] = {}
    found: set[str] = set()
    for name, value in pairs:
        if first.setdefault(name, value) != value:
            found.add(name)
    return frozenset(found)
