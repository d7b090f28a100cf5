"""ENV110: variables in a driver's config that nothing sets."""

from __future__ import annotations

from collections.abc import Iterator

from jobspec.diagnostics import Severity
from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.driver.found import problems_of
from jobspec.rules.reference.environment import own_names
from jobspec.rules.reference.filled_before import is_filled_in_before
from jobspec.rules.reference.found import Form, references_of
from jobspec.rules.reference.tree import misnamed_in
from jobspec.rules.rule import Findings, Rule

#: Drivers whose tasks see nothing of the client's own environment.
ISOLATED = ("containerd-driver", "docker", "podman")
#: What the client fills in beside a task's environment.
_ROOTS = ("attr", "device", "env", "meta", "node", "secret")
#: Beginnings of names that Nomad and its parts set themselves.
_SET_ELSEWHERE = ("CONSUL_", "CSI_", "NOMAD_", "VAULT_")


class UnknownConfigVariable(Rule):
    """A reference in a container's config to a variable that its task does not have.

    ## What it finds
    `${name}` in the `config` of a task of driver containerd-driver, docker or podman, where neither the task's `env` nor one of its
    templates with `env = true` sets `name`. Not looked at are tasks with devices, which set variables, too; options that the driver does
    not have (DRV101); and files that are recognisably templates of Terraform, as they write what is for Nomad with two dollar signs
    (`$${attr.cpu.arch}`).

    ## Why it matters
    The client reads `config` as HCL, in which a name that does not exist is an error: Nomad accepts and places the job, and the task fails
    to start. Two dollar signs do not help: `$${name}` is `${name}` by then. A shell's own variable is written without braces. Where a
    tool such as envsubst fills the name in before Nomad reads the file, check what it has written instead.

    ## Example
        task "web" {
          driver = "docker"
          config {
            image   = "busybox"
            command = "sh"
            args    = ["-c", "echo ${GREETING}"]
          }
        }

    ## Use instead
        task "web" {
          driver = "docker"
          config {
            image   = "busybox"
            command = "sh"
            args    = ["-c", "echo $GREETING"]
          }
        }
    """

    code = "ENV110"
    name = "unknown-config-variable"
    severity = Severity.WARNING

    def check_task(self, task: Task, context: Context) -> Findings:
        """helper/pluginutils/hclutils ParseHclInterface, with client/taskenv/env.go AllValues."""
        if task.driver not in ISOLATED or (task.resources is not None and task.resources.devices):
            return
        own = own_names(task, context)
        if own is None or is_filled_in_before(context):
            return
        seen = set()
        refused = set(_texts_of_unknown_options(task, context))
        for reference in references_of(task, context):
            name = reference.name
            root = name.split(".", 1)[0]
            if reference.form is not Form.CONFIG or name in seen or root in _ROOTS or name in own or root in own:
                continue
            if reference.text.value in refused:
                continue
            if not name.startswith(_SET_ELSEWHERE) and name not in misnamed_in(context):
                seen.add(name)
                yield self.at(
                    reference.span,
                    f"nothing in the job sets {name}: unless another tool fills it in before Nomad reads the file, the task fails to start",
                    help=f"Set {name} in the task's env; a shell's own variable is ${name}, without braces.",
                )


def _texts_of_unknown_options(task: Task, context: Context) -> Iterator[str]:
    """The texts in options that the driver refuses as a whole."""
    for problem in problems_of(task, "unknown", context):
        value: object = task.config
        for step in problem.path:
            value = value[step]  # type: ignore[index]
        yield from _texts_in(value)


def _texts_in(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list() | tuple():
            for item in value:
                yield from _texts_in(item)
        case dict():
            for item in value.values():
                yield from _texts_in(item)
