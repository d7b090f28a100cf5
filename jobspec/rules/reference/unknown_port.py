"""ENV101: variables of ports that no network declares."""

from __future__ import annotations

from jobspec.diagnostics import Diagnostic
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_task import Task
from jobspec.models.variables import clean_name
from jobspec.rules.context import Context
from jobspec.rules.reference.environment import (
    AS_WRITTEN,
    CLEANED,
    IN_NAMESPACE,
    OF_TASK_NETWORK,
    group_labels,
    has_namespace,
    own_names,
    port_names,
    split,
)
from jobspec.rules.reference.found import OUTCOMES, Form, Reference, nomad_references, weighed
from jobspec.rules.rule import Findings, Rule
from jobspec.rules.suggest import did_you_mean, renaming

MOST_SHOWN = 12
_PREFIXES = (*CLEANED, *AS_WRITTEN, *IN_NAMESPACE, *OF_TASK_NETWORK)


class UnknownPortVariable(Rule):
    """A reference to the variable of a port that the task does not have.

    ## What it finds
    `NOMAD_PORT_x`, `NOMAD_ADDR_x`, `NOMAD_IP_x`, `NOMAD_HOST_PORT_x`, `NOMAD_HOST_ADDR_x`, `NOMAD_HOST_IP_x`, `NOMAD_ALLOC_PORT_x` where no
    network of the group or task declares a port `x`, in anything that the client fills in, in templates, and in scripts inside of them.
    `NOMAD_ALLOC_ADDR_x`, `NOMAD_ALLOC_IP_x` and `NOMAD_ALLOC_INTERFACE_x` also where the group has no network of its own (modes `bridge`
    and `cni/…`). Labels are cleaned in `NOMAD_PORT_…`, `NOMAD_ADDR_…`, `NOMAD_IP_…`, `NOMAD_HOST_PORT_…`: everything but letters, digits,
    `_` and `.` is `_` there; in the others, and for a task's `env` and `meta` in all of them, they are as declared.

    ## Why it matters
    Nomad accepts the job. In a driver's `config` the task then fails to start (an error); elsewhere the text stays as it is, and in
    templates and scripts the variable is empty (a warning).

    ## Example
        network {
          port "http" {}
        }
        task "web" {
          driver = "raw_exec"
          config {
            command = "/bin/web"
            args    = ["-port", "${NOMAD_PORT_htpp}"]
          }
        }

    ## Use instead
        network {
          port "http" {}
        }
        task "web" {
          driver = "raw_exec"
          config {
            command = "/bin/web"
            args    = ["-port", "${NOMAD_PORT_http}"]
          }
        }
    """

    code = "ENV101"
    name = "unknown-port-variable"

    def check_group(self, group: TaskGroup, context: Context) -> Findings:
        """client/taskenv/env.go addPorts, addNomadAllocNetwork, buildPortEnv, addPort."""
        yield from self._references(group, None, context)

    def check_task(self, task: Task, context: Context) -> Findings:
        """The same, with the task's own networks and variables."""
        yield from self._references(context.in_group(), task, context)

    def _references(self, group: TaskGroup, task: Task | None, context: Context) -> Findings:
        for reference in nomad_references(group if task is None else task, context):
            parts = split(reference.name, _PREFIXES)
            if parts is None or not parts[1] or _is_made_by_connect(parts[1], group):
                continue
            names = _names(context, parts[0], task, clean=reference.form is not Form.ENVIRONMENT)
            if reference.name in names or reference.name in (own_names(task, context) or ()):
                continue
            if reference.form is Form.SCRIPT and reference.name in map(_in_script, names):
                continue
            yield weighed(self._finding(reference, parts, names, context), reference)

    def _finding(self, reference: Reference, parts: tuple[str, str], names: set[str], context: Context) -> Diagnostic:
        prefix, label = parts
        group, task = context.in_group(), context.task
        span = reference.span
        if prefix in IN_NAMESPACE and not has_namespace(group) and label in group_labels(group):
            mode = (group.networks[0].mode if group.networks else "") or "host"
            return self.at(
                span,
                f'{reference.name} exists only in a network of mode bridge or cni/…, and the mode is "{mode}": {OUTCOMES[reference.form]}',
                help=f"The host's address is {clean_name(f'NOMAD_{prefix[12:]}{label}')}." if "INTERFACE" not in prefix else None,
            )
        clean = clean_name(reference.name)
        raw = _as_declared(context, names).get(clean)
        if clean in names:
            return self.at(
                span,
                f"{reference.name} does not exist: the label is cleaned in the name of this variable: {OUTCOMES[reference.form]}",
                help=f"Write {clean}.",
                fix=renaming(span, reference.name, clean),
            )
        if raw is not None:
            where = "env and meta see every label" if reference.form is Form.ENVIRONMENT else "this variable has the label"
            return self.at(
                span,
                f"{reference.name} does not exist: {where} as it is declared: {OUTCOMES[reference.form]}",
                help=f"Write {raw}.",
                fix=renaming(span, reference.name, raw),
            )
        others = _listed(group_labels(group))
        declared = f'network of group "{group.name}"' + ("" if task is None else f' or task "{task.name}"')
        return self.at(
            span,
            f"no {declared} declares the port of {reference.name}: {OUTCOMES[reference.form]}",
            help=did_you_mean(reference.name, names, prefix) or others,
            fix=renaming(span, reference.name, names, prefix),
        )


def _listed(labels: list[str]) -> str:
    """What there is instead."""
    if not labels:
        return "The group declares no port at all."
    quoted = ", ".join(f'"{label}"' for label in labels[:MOST_SHOWN])
    return f"Declared: {quoted}{', …' if labels[MOST_SHOWN:] else ''}."


def _names(context: Context, prefix: str, task: Task | None, clean: bool) -> set[str]:
    """`port_names`, made once for all references of a task."""
    group = context.in_group()
    return context.once(lambda: port_names(prefix, group, task, clean), "port names", id(group), id(task), prefix, clean)


def _as_declared(context: Context, names: set[str]) -> dict[str, str]:
    """Names by what they are once cleaned, made once for each set."""
    return context.once(lambda: {clean_name(name): name for name in names}, "cleaned port names", id(names))


def _is_made_by_connect(label: str, group: TaskGroup) -> bool:
    """Whether a label may be one of those that a server adds for Connect."""
    return label.startswith(("connect_", "connect-", "svc_")) and any(service.connect is not None for service in group.services or ())


def _in_script(name: str) -> str:
    """How much of a name a shell takes for the name after a dollar sign."""
    return name.split("-", 1)[0].split(".", 1)[0]
