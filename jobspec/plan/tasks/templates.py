"""Templates that become variables (`env = true`), as far as they say no more than what the environment has already.

Texts and `{{ env "NAME" }}` are filled in. What asks Consul, Vault or Nomad is marked as unknown, where it stands; what is inside of
`{{ with secret … }}` and `{{ with nomadVar … }}` is there, since rendering waits for those. A template with other branches or loops, and
one whose text comes from a file, is not looked into.
"""

from __future__ import annotations

import re

import msgspec

from jobspec.models.job_task import Task
from jobspec.models.job_template import Template
from jobspec.plan.tasks.env_file import NotAnEnvironment, read_environment
from jobspec.plan.tasks.interpolation import Known
from jobspec.plan.tasks.names import UNKNOWN, unknown

_ENV = re.compile(r"""(?:env|mustEnv)\s+(?:"([^"\\]*)"|`([^`]*)`)""")
_CONTROL = re.compile(r"(range|with|if|else|end|define|block|template|break|continue)\b|\$\w*\s*:?=")
_OPEN = re.compile(r"with\s+(?:\$\w+\s*:=\s*)?(?:secret|nomadVar)\b")
_COMMENT = re.compile(r"/\*.*\*/", re.DOTALL)


class Rendered(msgspec.Struct, frozen=True):
    """The variables of a task's templates. `open` says of templates, by name, why their variables are not known."""

    variables: dict[str, str] = {}
    open: dict[str, str] = {}


def rendered_templates(task: Task, known: Known) -> Rendered:
    """template.loadTemplateEnv: all templates with `env = true`, in their order. Later ones win."""
    variables: dict[str, str] = {}
    left_open: dict[str, str] = {}
    for template in task.templates or ():
        if not template.env:
            continue
        name = f"template {template.destination or ''}".rstrip()
        text = _rendered(template, known)
        if text is None:
            left_open[name] = "its content becomes variables when it is rendered"
            continue
        try:
            variables |= read_environment(text)
        except NotAnEnvironment as problem:
            sure = UNKNOWN.search(text) is None
            left_open[name] = f"the task fails: {problem}" if sure else "its content becomes variables when it is rendered"
    return Rendered(variables, left_open)


def _rendered(template: Template, known: Known) -> str | None:
    """The template's text as it is rendered; None where that takes more than the environment."""
    if template.source or template.data is None:
        return None
    left, right = re.escape(template.left_delimiter or "{{"), re.escape(template.right_delimiter or "}}")
    action = re.compile(rf"(\s*{left}-(?=\s)|{left})(.*?)((?<=\s)-{right}\s*|{right})", re.DOTALL)
    parts: list[str] = []
    end = depth = 0
    for match in action.finditer(template.data):
        written = match[2].strip()
        if _OPEN.match(written):
            value, depth = "", depth + 1
        elif written == "end" and depth:
            value, depth = "", depth - 1
        else:
            found = _value(written, known)
            if found is None:
                return None
            value = found
        parts += (template.data[end : match.start()], value)
        end = match.end()
    return None if depth else "".join((*parts, template.data[end:]))


def _value(action: str, known: Known) -> str | None:
    """What an action writes; None where it decides what else is written."""
    if _COMMENT.fullmatch(action):
        return ""
    if _CONTROL.match(action):
        return None
    asked = _ENV.fullmatch(action)
    if asked is None:
        return unknown("what a template asks for")
    name = asked[1] if asked[1] is not None else asked[2]
    return known.variables.get(name, known.node.get(name, ""))
