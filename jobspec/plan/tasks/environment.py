"""The environment of an allocation and of each of its tasks (client/taskenv/env.go, Builder.buildEnv).

The order matters: later parts win, and each is interpolated with what stands before it.
"""

from __future__ import annotations

from jobspec.models.job_task import Task
from jobspec.models.plan import AllocationNetwork, TaskResources
from jobspec.models.variables import interpolated
from jobspec.plan.placed import Placed
from jobspec.plan.tasks.chance import cleaned_alike, referring, spelled_alike
from jobspec.plan.tasks.driver import DriverNetwork
from jobspec.plan.tasks.folders import allocation_folder, task_folders
from jobspec.plan.tasks.hooks import connect_variables, early_hook_variables
from jobspec.plan.tasks.identity import combined_meta, filled_meta, identifiers, written_meta
from jobspec.plan.tasks.interpolation import Known, node_values
from jobspec.plan.tasks.names import cleaned, final_name
from jobspec.plan.tasks.ports import namespace_ports, other_ports, own_task_ports, upstream_variables
from jobspec.plan.tasks.resources import resource_variables
from jobspec.plan.tasks.templates import Rendered, rendered_templates
from jobspec.plan.tasks.tokens import token_variables


def allocation_environment(placed: Placed) -> Known:
    """What group services, hostnames, DNS settings and CNI arguments are interpolated with: an environment without a task.

    It is built before the allocation has a network, so that nothing of its namespace is in it (alloc_runner_hooks.go, prerun).
    """
    node = node_values(placed.node)
    variables = {
        "NOMAD_ALLOC_DIR": allocation_folder(placed),
        **identifiers(placed, ""),
        **other_ports(placed.ports, ""),
        **upstream_variables(placed.group),
    }
    variables.update(filled_meta(written_meta(placed, None), node, variables))
    return Known(cleaned(variables), node)


def task_environment(placed: Placed, network: AllocationNetwork, task: Task, driver: DriverNetwork | None = None) -> Known:
    """What a task and its services are interpolated with, and what its driver is handed.

    `driver`: the network that the driver reports once the task runs. Values that refer to another variable of the task's own `env` are
    filled in by chance only, as Nomad takes these variables in no particular order; here such a reference is not filled in.
    """
    node = node_values(placed.node)
    folders = task_folders(placed, task)
    variables = {
        "NOMAD_ALLOC_DIR": folders.alloc,
        "NOMAD_TASK_DIR": folders.local,
        "NOMAD_SECRETS_DIR": folders.secrets,
        **resource_variables(placed.tasks.get(task.name, TaskResources()), placed.node),
        **identifiers(placed, task.name),
        **own_task_ports(placed.ports, task.name, {} if driver is None else driver.ports),
        **other_ports(placed.ports, task.name),
        **upstream_variables(placed.group),
        **namespace_ports(placed.ports, network),
        **token_variables(task, folders),
    }
    meta = written_meta(placed, task)
    uncertain = referring(meta, meta) | spelled_alike(combined_meta(placed, task))
    variables.update(filled_meta(meta, node, variables))
    own = task.env or {}
    uncertain = (uncertain - own.keys()) | referring(own, own.keys() | uncertain)
    variables.update({name: interpolated(value, node, variables) for name, value in own.items()})
    early = early_hook_variables(placed, task)
    variables.update({name: interpolated(value, node, variables) for name, value in early.items()})
    templates = Rendered()
    if any(template.env for template in task.templates or ()):
        templates = rendered_templates(task, Known(cleaned(variables), node))
    if task.kind:
        late = connect_variables(placed, task, Known(cleaned({**variables, **templates.variables}), node))
        variables.update({name: interpolated(value, node, variables) for name, value in late.items()})
    variables.update(templates.variables)
    open_names = frozenset(final_name(name) for name in uncertain - templates.variables.keys()) | cleaned_alike(variables)
    return Known(cleaned(variables), node, open_names, templates.open)
