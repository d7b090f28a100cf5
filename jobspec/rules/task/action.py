"""JOB409: actions."""

from __future__ import annotations

import re

from jobspec.models.job_task import Action, Task
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to

_NAME = re.compile(r"[^\x00\t\n\f\r ]{1,128}\Z")


class InvalidAction(Rule):
    """An action that Nomad refuses.

    ## What it finds
    No `command`; a name that is empty, longer than 128 characters, or has blanks in it; two actions of one name in a task.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        action "clear cache" {
          command = "/bin/clear-cache"
        }

    ## Use instead
        action "clear-cache" {
          command = "/bin/clear-cache"
        }
    """

    code = "JOB409"
    name = "invalid-action"
    nomad = True
    scope = "task"

    def check_task(self, task: Task, context: Context) -> Findings:
        """structs.Task.Validate: names differ; each name is reported once."""
        seen: dict[str, Action] = {}
        reported = set()
        for action in task.actions or ():
            if action.name in seen and action.name not in reported:
                reported.add(action.name)
                yield self.at(
                    action.span(),
                    f'action "{action.name}" is already defined',
                    nomad=f"Action {action.name} defined multiple times",
                    related=related_to(seen[action.name].span(), "the first action of that name"),
                )
            seen.setdefault(action.name, action)

    def check_action(self, action: Action, context: Context) -> Findings:
        """structs.Action.Validate."""
        if not action.command:
            yield self.at(action.span_of("command"), f'action "{action.name}" has no command', nomad="command cannot be empty")
        if _NAME.match(action.name) is None:
            yield self.at(
                action.span(),
                f'"{action.name}" is not a name for an action; expected 1 to 128 characters without blanks',
                nomad=f"invalid name '{action.name}'",
            )
