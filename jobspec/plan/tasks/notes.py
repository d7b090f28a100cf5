"""Why the value of a variable is not known, or not certain, before its task runs."""

from __future__ import annotations

from jobspec.models.job_task import Task
from jobspec.plan.tasks.folders import ISOLATION
from jobspec.plan.tasks.interpolation import Known
from jobspec.plan.tasks.names import REFERENCE, UNKNOWN

_FOLDERS = ("NOMAD_ALLOC_DIR", "NOMAD_SECRETS_DIR", "NOMAD_TASK_DIR")
_CHANCE = "left to chance: Nomad fills variables in, in no particular order"
_SECRET = "secret."


def notes_on(task: Task, environment: dict[str, str], known: Known) -> dict[str, str]:
    """Reasons by the name of a variable, in the order of the names; then templates whose content becomes variables."""
    found = {name: note for name, value in environment.items() if (note := _note(name, value, known.uncertain))}
    if task.driver not in ISOLATION:
        for name in _FOLDERS:
            found.setdefault(name, f'assumed: the folders that driver "{task.driver}" gives its tasks are not known')
    return {**dict(sorted(found.items())), **known.templates}


def _note(name: str, value: str, uncertain: frozenset[str]) -> str:
    unknown = UNKNOWN.search(value)
    if unknown is not None:
        return "not known beforehand: " + unknown[0].removeprefix("<unknown: ").removesuffix(">")
    if name in uncertain:
        return _CHANCE
    references = REFERENCE.findall(value)
    if not references:
        return ""
    if all(reference.startswith(_SECRET) for reference in references):
        return "filled in when the secret is fetched"
    return "stays as it is: nothing fills in " + ", ".join(f"${{{reference}}}" for reference in references)
