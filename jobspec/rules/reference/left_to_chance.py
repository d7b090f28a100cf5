"""ENV108 and ENV109: values that are one thing in one allocation and another in the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jobspec.diagnostics import Diagnostic, Severity
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_job import Job
from jobspec.models.job_task import Task
from jobspec.models.variables import REFERENCE
from jobspec.rules.context import Context
from jobspec.rules.reference.environment import META
from jobspec.rules.rule import Findings, Rule
from jobspec.rules.texts import place_in


class ReferenceLeftToChance(Rule):
    """A variable that refers to another one of the same block.

    ## What it finds
    Values in `env` with `${NAME}` where NAME is another variable of the same `env`, and values in `meta` that refer to other metadata of
    the task as `${NOMAD_META_key}`.

    ## Why it matters
    Nomad takes the variables of a block in no particular order and fills each in with what stands there already. Whether the other variable
    does is left to chance: in one allocation the reference is filled in, in the next it stays in the text as it is.

    ## Example
        env {
          DB_HOST = "db.internal"
          DB_URL  = "postgres://${DB_HOST}:5432"
        }

    ## Use instead
        meta {
          db-host = "db.internal"
        }
        env {
          DB_HOST = "${NOMAD_META_db-host}"
          DB_URL  = "postgres://${NOMAD_META_db-host}:5432"
        }
    """

    code = "ENV108"
    name = "reference-left-to-chance"
    severity = Severity.WARNING
    scope = "task"

    def check_task(self, task: Task, context: Context) -> Findings:
        """client/taskenv/env.go buildEnv: envvars and taskMeta are Go maps."""
        env = task.env or {}
        for name, other in _references(env, {other: other for other in env}):
            yield self._at(task, "env", f"{name}: ${{{other}}} is a variable of the same env", other)
        group = context.in_group()
        spelled = {form: key for meta in (context.job.meta, group.meta, task.meta) for key in meta or {} for form in _names(key)}
        for owner, meta in (*_outer(task, context), (task, task.meta)):
            for name, other in _references(meta or {}, spelled):
                yield self._at(owner, "meta", f'meta "{name}": ${{{other}}} is metadata too', other)

    def _at(self, owner: Job | TaskGroup | Task, attribute: str, what: str, other: str) -> Diagnostic:
        return self.at(
            place_in(owner, attribute, f"${{{other}}}"),
            f"{what}: whether it is filled in is left to chance",
            help="Write its value here too, or have both refer to what is known before: a local, or metadata for env.",
        )


class MetaKeysAlike(Rule):
    """Two keys of the metadata that differ in case alone.

    ## What it finds
    Keys of `meta` of a task, its group and its job that are the same in capitals, with different values.

    ## Why it matters
    Each key becomes a variable as it is written and one in capitals. Two such keys share the latter, and which of them it has is left to
    chance.

    ## Example
        meta {
          tier = "backend"
          Tier = "2"
        }

    ## Use instead
        meta {
          tier  = "backend"
          level = "2"
        }
    """

    code = "ENV109"
    name = "meta-keys-alike"
    severity = Severity.WARNING
    scope = "task"

    def check_task(self, task: Task, context: Context) -> Findings:
        """client/taskenv/env.go setAlloc: strings.ToUpper of every key."""
        combined = {**(context.job.meta or {}), **(context.in_group().meta or {}), **(task.meta or {})}
        first: dict[str, str] = {}
        for key, value in combined.items():
            other = first.setdefault(key.upper(), key)
            if combined[other] == value:
                continue
            owner = next(owner for owner in (task, context.in_group(), context.job) if key in (owner.meta or {}))
            yield self.at(
                place_in(owner, "meta", key),
                f'meta "{key}" and "{other}" are both {META}{key.upper()}: which value it has is left to chance',
                help="Give one of them a name that differs in more than case.",
            )


def _references(values: Mapping[str, str], names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What each value refers to among `names` that are not its own."""
    for name, value in values.items():
        for other in REFERENCE.findall(value):
            if other in names and names[other] != name:
                yield name, other


def _names(key: str) -> tuple[str, str]:
    return META + key, META + key.upper()


def _outer(task: Task, context: Context) -> Iterator[tuple[Job | TaskGroup, Mapping[str, str] | None]]:
    """The metadata of job and group, which all tasks share: looked at with the first task only."""
    group = context.in_group()
    if group.tasks and group.tasks[0] is task:
        yield group, group.meta
        if context.job.task_groups and context.job.task_groups[0] is group:
            yield context.job, context.job.meta
