"""The differences of two plans, for people and for programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from jobspec.reports.counting import count
from jobspec.reports.json_text import json_text
from jobspec.reports.plan_changes import Change, Place
from jobspec.reports.plan_view import PlanView
from jobspec.reports.visible import visible

#: Variables whose changes follow from those of ports, addresses and node.
_FOLLOWS = re.compile(r"NOMAD_(ADDR|IP|PORT|HOST_|ALLOC_(ADDR|IP|PORT|INTERFACE|DIR|ID)|SHORT_ALLOC_ID|TASK_DIR|SECRETS_DIR)")


def text(changes: Sequence[Change], view: PlanView) -> str:
    """A block for each group and allocation that something changes for: `+` is new, `-` is gone, `~` is another value."""
    if not changes:
        return "The plans are alike.\n"
    owners: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        owners.setdefault((change.place.group, change.place.allocation), []).append(change)
    blocks = ["\n".join([view.style.paint(_title(owner), "place"), *_lines(found, view)]) for owner, found in owners.items()]
    groups = list(dict.fromkeys(visible(change.place.group) for change in changes if change.place.group))
    where = f" in {count(len(groups), 'group')}: {', '.join(groups)}" if groups else ""
    summary = f"{count(len(changes), 'change')}{where}"
    return "\n\n".join([*blocks, summary]) + "\n"


def json(changes: Sequence[Change], view: PlanView) -> str:
    """An array of objects: group, allocation, part, name, before, after (null where that plan does not have it)."""
    rows = [
        {"group": c.place.group, "allocation": c.place.allocation, "part": c.place.part, "name": c.place.name,
         "before": c.before, "after": c.after}
        for c in changes
    ]  # fmt: skip
    return json_text({"version": "plan-diff.v1", "changes": rows})


FORMATS: dict[str, Callable[[Sequence[Change], PlanView], str]] = {"text": text, "json": json}


def _title(owner: tuple[str, str]) -> str:
    group, allocation = owner
    return visible(allocation) if allocation else f"group {visible(group)}" if group else "the job"


def _lines(found: list[Change], view: PlanView) -> Iterator[str]:
    whole = _whole(found)
    if whole:
        yield f"  {_sign(found[0], view)} {whole}"
        return
    following = [c for c in found if c.place.part.startswith("variable of ") and _FOLLOWS.match(c.place.name)]
    hidden = [] if view.verbose else following
    whole_plugins = {
        c.place.part for c in found if c.place.part.startswith("plugin ") and c.place.name == "path" and None in (c.before, c.after)
    }
    for change in found:  # what a plugin that comes or goes is configured with, the line of the plugins' names stands for
        if change not in hidden and change.place.part not in whole_plugins:
            yield f"  {_sign(change, view)} {_words(change.place)}: {_values(change, view)}"
    if hidden:
        yield f"    and {count(len(hidden), 'variable')} of Nomad's that follow from ports and addresses (--verbose shows them)"


def _whole(found: list[Change]) -> str:
    """A phrase for an allocation that only one of the plans has."""
    nodes = [change for change in found if change.place.part == "node"]
    if not found[0].place.allocation or not nodes or None not in (nodes[0].before, nodes[0].after):
        return ""
    node = nodes[0].after or nodes[0].before or ""
    ports = [f"{c.place.name} {c.after or c.before}" for c in found if c.place.part == "port"]
    return visible(f"{'new' if nodes[0].before is None else 'gone'}: on {node}" + (f", ports {', '.join(ports)}" if ports else ""))


def _words(place: Place) -> str:
    return visible(" ".join(part for part in (place.part, place.name) if part))


def _values(change: Change, view: PlanView) -> str:
    arrow = " → " if view.style.unicode else " -> "
    shown = [visible(value) if value else '""' for value in (change.before, change.after) if value is not None]
    return arrow.join(shown)


def _sign(change: Change, view: PlanView) -> str:
    if change.before is None:
        return view.style.paint("+", "good")
    return view.style.paint("-", "error") if change.after is None else view.style.paint("~", "warning")
