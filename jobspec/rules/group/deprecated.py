"""JOB315: group attributes that have no effect any more."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.job_group import TaskGroup
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule

# attribute, what the disconnect block calls it
REPLACED = (
    ("max_client_disconnect", "lost_after"),
    ("stop_after_client_disconnect", "stop_on_client_after"),
    ("prevent_reschedule_on_lost", "replace"),
)


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
        for attribute, successor in REPLACED:
            if getattr(group, attribute) not in (None, False):
                yield self.at(
                    group.span_of_name(attribute),
                    f"{attribute} has no effect; Nomad drops it without a word",
                    help=f"Write {successor} into a disconnect block of the group.",
                )
