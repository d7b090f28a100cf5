"""JOB315: group attributes that have no effect any more."""

from __future__ import annotations

from jobspec.diagnostics import Edit, Fix, Severity, Span
from jobspec.models.job_group import TaskGroup
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule

# attribute, what the disconnect block calls it, and the value there where it is not the same
REPLACED = (
    ("max_client_disconnect", "lost_after", None),
    ("stop_after_client_disconnect", "stop_on_client_after", None),
    ("prevent_reschedule_on_lost", "replace", "false"),
)
#: What an edit may change of the job.
_CHANGES = ("Disconnect", "MaxClientDisconnect", "StopAfterClientDisconnect", "PreventRescheduleOnLost")


class IgnoredGroupAttribute(Rule):
    """Attributes of a group that the disconnect block has replaced.

    ## What it finds
    `max_client_disconnect`, `stop_after_client_disconnect` and `prevent_reschedule_on_lost` in a group.

    ## Why it matters
    Nomad accepts and ignores them, without a word: the group behaves as if they were not there.

    ## Example
        max_client_disconnect = "6h"

    ## Use instead
        disconnect {
          lost_after = "6h"
        }
    """

    code = "JOB315"
    name = "ignored-group-attribute"
    severity = Severity.WARNING
    nomad = False

    def check_group(self, group: TaskGroup, context: Context) -> Findings:
        """ApiTgToStructsTG drops them, so that structs.TaskGroup.Warnings never sees them."""
        found = [entry for entry in REPLACED if getattr(group, entry[0]) not in (None, False)]
        for attribute, successor, other in found:
            name, value = group.span_of_name(attribute), group.span_of(attribute)
            written = other or ("…" if value is None else value.text)
            alone = len(found) == 1 and group.disconnect is None
            yield self.at(
                name,
                f"{attribute} has no effect; Nomad drops it without a word",
                help=f"Write {successor} = {written} into a disconnect block of the group.",
                fix=_moved(name, value, f"{successor} = {written}") if alone and group.was_written(attribute) else None,
            )


def _moved(name: Span | None, value: Span | None, setting: str) -> Fix | None:
    """The attribute as a disconnect block; of native files only, as the job's JSON has no such lines. What had no effect has one then."""
    if name is None or value is None or name.text.startswith('"') or "\n" in value.text:
        return None
    text = name.source.text
    indent = text[text.rfind("\n", 0, name.start) + 1 : name.start]
    if indent.strip():
        return None
    block = f"disconnect {{\n{indent}  {setting}\n{indent}}}"
    whole = Span(name.source, name.start, value.end)
    return Fix(message="write it as a disconnect block", edits=(Edit(span=whole, text=block),), safe=False, changes=_CHANGES)
