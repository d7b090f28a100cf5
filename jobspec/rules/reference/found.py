"""What the texts of a group or task refer to, gathered once for all rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

import msgspec
from msgspec.structs import replace

from jobspec.diagnostics import Diagnostic, Severity, Span
from jobspec.models.base import Model
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.texts import Text, place_in, texts_of


class Form(Enum):
    """How a name is referred to, which decides what becomes of one that does not exist."""

    #: `${name}` in a driver's config: the client cannot read the config, and the task fails.
    CONFIG = "config"
    #: `${name}` in a task's `env` or `meta`, filled in before names are cleaned: stays as it is.
    ENVIRONMENT = "environment"
    #: `${name}` elsewhere: stays as it is.
    TEXT = "text"
    #: `{{ env "name" }}` in a template: empty.
    TEMPLATE = "template"
    #: `$name` or `${name}` in a script, which Nomad does not look at: empty.
    SCRIPT = "script"


class Reference(msgspec.Struct, frozen=True):
    """A name and where it stands."""

    name: str
    form: Form
    text: Text

    @property
    def span(self) -> Span | None:
        return place_in(self.text.model, self.text.attribute, self.name)


_INTERPOLATED = re.compile(r"\$\{\s*([A-Za-z_][\w.\-]*)\s*\}")
_TEMPLATE = re.compile(r"\b(?:env|mustEnv)\s+[\"`]([^\"`]+)[\"`]")
_SCRIPT = re.compile(r"\$\{?(NOMAD_[A-Za-z0-9_]+)\b(?![:\-])")
_ENV_INDEX = re.compile(r"\$\{\s*env(?:\.|\[\")([A-Za-z_][\w.\-]*)")

#: What becomes of a name that nothing sets, by form.
OUTCOMES = {
    Form.CONFIG: "the client cannot read the config, and the task fails",
    Form.ENVIRONMENT: "it stays in the text as it is",
    Form.TEXT: "it stays in the text as it is",
    Form.TEMPLATE: "it is empty",
    Form.SCRIPT: "it is empty",
}


def weighed(finding: Diagnostic, reference: Reference) -> Diagnostic:
    """A finding about a name that nothing sets: an error where the task cannot start, a warning where it starts with the wrong text."""
    return finding if reference.form is Form.CONFIG else replace(finding, severity=Severity.WARNING)


def references_of(owner: TaskGroup | Task, context: Context) -> tuple[Reference, ...]:
    """Everything that a task refers to; for a group, everything but its tasks."""
    leave_out = "tasks" if isinstance(owner, TaskGroup) else ""
    return context.once(
        lambda: tuple(reference for text in texts_of(owner, "", leave_out) for reference in _references(text)), "references", id(owner)
    )


def nomad_references(owner: TaskGroup | Task, context: Context) -> Iterator[Reference]:
    """Those of `references_of` whose name starts with `NOMAD_`, each name once per place."""
    seen: set[tuple[str, int, str]] = set()
    for reference in references_of(owner, context):
        key = (reference.name, id(reference.text.model), reference.text.attribute)
        if reference.name.startswith("NOMAD_") and key not in seen:
            seen.add(key)
            yield reference


def _references(text: Text) -> Iterator[Reference]:
    model, attribute, value = text.model, text.attribute, text.value
    if "$" not in value and "{{" not in value:
        return
    if attribute == "data":
        for match in _TEMPLATE.finditer(value):
            yield Reference(match[1], Form.TEMPLATE, text)
        for match in _SCRIPT.finditer(value):
            yield Reference(match[1], Form.SCRIPT, text)
        return
    form = _form(model, attribute)
    for match in _INTERPOLATED.finditer(value):
        if match[1] != "env" and not match[1].startswith("env."):
            yield Reference(match[1], form, text)
    for match in _ENV_INDEX.finditer(value) if form is Form.CONFIG else ():
        yield Reference(match[1], form, text)
    for match in _SCRIPT.finditer(value):
        if not value.startswith("${", match.start()):
            yield Reference(match[1], Form.SCRIPT, text)


def _form(model: Model, attribute: str) -> Form:
    if isinstance(model, Task) and attribute == "config":
        return Form.CONFIG
    return Form.ENVIRONMENT if attribute in ("env", "meta") and isinstance(model, (Task, TaskGroup)) else Form.TEXT
