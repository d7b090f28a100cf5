"""ENV104: variables that Nomad does not set."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.reference.environment import (
    AS_WRITTEN,
    CLEANED,
    FIXED,
    IN_NAMESPACE,
    META,
    OF_TASK_NETWORK,
    OTHER,
    UPSTREAM,
    own_names,
    port_names,
    split,
)
from jobspec.rules.reference.found import OUTCOMES, Form, Reference, nomad_references
from jobspec.rules.rule import Findings, Rule
from jobspec.rules.suggest import did_you_mean, renaming

_FAMILIES = (*CLEANED, *AS_WRITTEN, *IN_NAMESPACE, *OF_TASK_NETWORK, *UPSTREAM, *OTHER, META)

#: Drivers whose tasks also get the environment of the client itself.
_WITH_HOST_ENVIRONMENT = ("exec", "exec2", "java", "qemu", "raw_exec")

#: What the command line of Nomad reads; people hand these to tasks that call it.
_OF_COMMAND_LINE = frozenset((
    "NOMAD_ADDR", "NOMAD_CACERT", "NOMAD_CAPATH", "NOMAD_CLIENT_CERT", "NOMAD_CLIENT_KEY", "NOMAD_HTTP_AUTH", "NOMAD_SKIP_VERIFY",
    "NOMAD_TLS_SERVER_NAME", "NOMAD_LICENSE",
))


#: What people look for, and where it is.
_OF_NODE = {
    "NOMAD_NODE_NAME": ("name of the node", "node.unique.name"),
    "NOMAD_NODE_ID": ("id of the node", "node.unique.id"),
    "NOMAD_NODE_CLASS": ("class of the node", "node.class"),
    "NOMAD_NODE_POOL": ("pool of the node", "node.pool"),
    "NOMAD_HOSTNAME": ("host's name", "attr.unique.hostname"),
    "NOMAD_HOST_IP": ("host's address", "attr.unique.network.ip-address"),
    "NOMAD_NODE_IP": ("host's address", "attr.unique.network.ip-address"),
}
_INSTEAD = {
    "NOMAD_IP": "The address of a port is NOMAD_IP_label.",
    "NOMAD_PORT": "The number of a port is NOMAD_PORT_label.",
    "NOMAD_DATACENTER": "The datacenter is NOMAD_DC.",
}


class UnknownNomadVariable(Rule):
    """A reference to a variable that looks like one of Nomad's and is none.

    ## What it finds
    A name that starts with `NOMAD_` and that neither Nomad nor the task itself (in `env` or by a template) sets, in anything that the
    client fills in and in `{{ env "…" }}` of templates. Plain shell variables in scripts are not looked at.

    ## Why it matters
    Nomad accepts the job. In a driver's `config` the task then fails to start; elsewhere the text stays as it is, and in templates
    the variable is empty.

    ## Example
        env {
          DATA = "${NOMAD_TASK_DRI}/data"
        }

    ## Use instead
        env {
          DATA = "${NOMAD_TASK_DIR}/data"
        }
    """

    code = "ENV104"
    name = "unknown-nomad-variable"
    severity = Severity.WARNING
    scope = "task"

    def check_task(self, task: Task, context: Context) -> Findings:
        """client/taskenv/env.go buildEnv."""
        for reference in nomad_references(task, context):
            name = reference.name
            if reference.form is Form.SCRIPT or name in FIXED or split(name, _FAMILIES) is not None:
                continue
            own = own_names(task, context)
            if own is None or name in own or (name in _OF_COMMAND_LINE and task.driver in _WITH_HOST_ENVIRONMENT):
                continue
            group = context.in_group()
            names = {*FIXED, *own, *(known for prefix in CLEANED for known in port_names(prefix, group, task))}
            span = reference.span
            yield self.at(
                span,
                f"Nomad sets no variable {name}: {OUTCOMES[reference.form]}",
                help=_instead(reference) or did_you_mean(name, names, "NOMAD_"),
                fix=renaming(span, name, names, "NOMAD_"),
            )


def _instead(reference: Reference) -> str | None:
    """Where what a name promises really is, in the form that its place takes."""
    of_node = _OF_NODE.get(reference.name)
    if of_node is None:
        return _INSTEAD.get(reference.name)
    what, name = of_node
    return f'The {what} is {{{{ env "{name}" }}}}.' if reference.form is Form.TEMPLATE else f"The {what} is ${{{name}}}."
