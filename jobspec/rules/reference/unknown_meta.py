"""ENV103: variables of metadata that nobody sets."""

from __future__ import annotations

from typing import Final

from jobspec.diagnostics import Severity
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_task import Task
from jobspec.models.variables import clean_name
from jobspec.rules.context import Context
from jobspec.rules.reference.environment import META, meta_keys, own_names
from jobspec.rules.reference.found import OUTCOMES, Form, nomad_references
from jobspec.rules.rule import Findings, Rule
from jobspec.rules.suggest import did_you_mean, renaming

_MISSING: Final = "Add the key to meta of the job, group or task."


class UnknownMetaVariable(Rule):
    """A reference to the variable of a meta key that the task does not have.

    ## What it finds
    `NOMAD_META_x` where neither the job, the group nor the task has a key `x` in its `meta`, and no dispatch may give one. A key is there
    as written and in capitals; everywhere but in a task's `env` and `meta` with everything but letters, digits, `_` and `.` as `_`.

    ## Why it matters
    Nomad accepts the job. In a driver's `config` the task then fails to start; elsewhere the text stays as it is, and in templates and
    scripts the variable is empty.

    ## Example
        meta {
          owner = "web"
        }
        env {
          OWNER = "${NOMAD_META_onwer}"
        }

    ## Use instead
        meta {
          owner = "web"
        }
        env {
          OWNER = "${NOMAD_META_owner}"
        }
    """

    code = "ENV103"
    name = "unknown-meta-variable"
    severity = Severity.WARNING
    scope = "task"

    def check_group(self, group: TaskGroup, context: Context) -> Findings:
        """client/taskenv/env.go setAlloc; structs.Job.CombinedTaskMeta."""
        yield from self._references(group, None, context)

    def check_task(self, task: Task, context: Context) -> Findings:
        """The same, with the task's own meta."""
        yield from self._references(context.in_group(), task, context)

    def _references(self, group: TaskGroup, task: Task | None, context: Context) -> Findings:
        keys = meta_keys(context, group, task)
        if any("${" in key for key in keys):
            return
        written = {META + form for key in keys for form in (key, key.upper())}
        clean_names = {clean_name(name) for name in written}
        for reference in nomad_references(group if task is None else task, context):
            if not reference.name.startswith(META):
                continue
            names = written if reference.form is Form.ENVIRONMENT else clean_names
            if reference.name in names or reference.name in (own_names(task, context) or ()):
                continue
            span = reference.span
            clean = clean_name(reference.name)
            yield self.at(
                span,
                f"no meta of the job, group or task has the key of {reference.name}: {OUTCOMES[reference.form]}",
                help=f"Write {clean}: the names are cleaned." if clean in names else did_you_mean(reference.name, names, META) or _MISSING,
                fix=renaming(span, reference.name, clean if clean in names else names, META),
            )
