"""ENV110: variables in a driver's config that nothing sets."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.reference.environment import own_names
from jobspec.rules.reference.found import OUTCOMES, Form, references_of
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
    templates with `env = true` sets `name`. Tasks with devices are not looked at, as devices set variables, too.

    ## Why it matters
    The client reads `config` as HCL, in which a name that does not exist is an error: Nomad accepts and places the job, and the task fails
    to start. Two dollar signs do not help: `$${name}` is `${name}` by then. A shell's own variable is written without braces.

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
        if own is None:
            return
        seen = set()
        for reference in references_of(task, context):
            name = reference.name
            root = name.split(".", 1)[0]
            if reference.form is not Form.CONFIG or name in seen or root in _ROOTS or name in own or root in own:
                continue
            if not name.startswith(_SET_ELSEWHERE) and name not in misnamed_in(context):
                seen.add(name)
                yield self.at(
                    reference.span,
                    f"nothing sets {name}: {OUTCOMES[Form.CONFIG]}",
                    help=f"Set {name} in env, unless a tool fills it in before Nomad reads the file; a shell's variable takes no braces.",
                )
