"""The one walk over a job that drives every rule, in the order in which Nomad's own validation walks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from jobspec.diagnostics import Diagnostic, Severity, Span
from jobspec.models.base import Model
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_job import Job
from jobspec.models.job_resources import RequestedDevice
from jobspec.models.job_service import Service
from jobspec.models.job_task import Task
from jobspec.rules.context import Context, PortRange
from jobspec.rules.rule import HOOKS, Rule

Hook = Callable[[Any, Context], Iterable[Diagnostic]]

# Blocks of a group and of a task that have a hook of their own: (hook, attribute), in Nomad's order.
_GROUP_BLOCKS = (
    ("check_disconnect", "disconnect"),
    ("check_restart", "restart"),
    ("check_reschedule", "reschedule"),
    ("check_ephemeral_disk", "ephemeral_disk"),
    ("check_update", "update"),
    ("check_migrate", "migrate"),
    ("check_scaling", "scaling"),
)
_TASK_BLOCKS = (
    ("check_logs", "logs"),
    ("check_vault", "vault"),
    ("check_dispatch_payload", "dispatch_payload"),
    ("check_lifecycle", "lifecycle"),
    ("check_csi_plugin", "csi_plugin"),
)
_TASK_LISTS = (
    ("check_artifact", "artifacts"),
    ("check_template", "templates"),
    ("check_action", "actions"),
    ("check_volume_mount", "volume_mounts"),
    ("check_identity", "identities"),
    ("check_secret", "secrets"),
)
_JOB_BLOCKS = (("check_periodic", "periodic"), ("check_parameterized", "parameterized"), ("check_multiregion", "multiregion"))


def run_hook(rule: Rule, hook: Callable[..., Iterable[Diagnostic]], found: list[Diagnostic], *arguments: object) -> None:
    """Add what a hook finds; its crash becomes a finding, too."""
    try:
        found.extend(hook(*arguments))
    except Exception as problem:  # noqa: BLE001 - the one broad except: a rule's fault must not end the run
        found.append(_crash(rule, arguments[0], problem))


class Visitor:
    """A set of rules made ready: for each hook, the bound methods of the rules that override it."""

    __slots__ = ("_hooks",)

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._hooks: dict[str, tuple[tuple[Rule, Hook], ...]] = {
            hook: tuple((rule, getattr(rule, hook)) for rule in rules if getattr(type(rule), hook) is not getattr(Rule, hook))
            for hook in HOOKS
        }

    def visit(self, written: Job, job: Job, driver_schemas: Mapping[str, Mapping[str, object]] | None = None,
              dynamic_ports: Collection[PortRange] = ()) -> list[Diagnostic]:
        """Everything that the rules find in the canonical `job` that was made from `written`."""
        found: list[Diagnostic] = []
        context = Context(written, job, driver_schemas, dynamic_ports)
        self._call("check_job", job, context, found)
        self._placement(job, context, found)
        for spread in job.spreads or ():
            self._call("check_spread", spread, context, found)
        for group in job.task_groups or ():
            self._group(group, context, found)
        context.group = None
        self._blocks(_JOB_BLOCKS, job, context, found)
        return found

    def _call(self, hook: str, model: Any, context: Context, found: list[Diagnostic]) -> None:
        for rule, check in self._hooks[hook]:
            run_hook(rule, check, found, model, context)

    def _each(self, hook: str, models: Sequence[Model] | None, context: Context, found: list[Diagnostic]) -> None:
        if models and self._hooks[hook]:
            for context.index, model in enumerate(models):
                self._call(hook, model, context, found)

    def _blocks(self, blocks: tuple[tuple[str, str], ...], parent: Model, context: Context, found: list[Diagnostic]) -> None:
        for hook, attribute in blocks:
            model = getattr(parent, attribute)
            if model is not None:
                self._call(hook, model, context, found)

    def _placement(self, model: Job | TaskGroup | Task | RequestedDevice, context: Context, found: list[Diagnostic]) -> None:
        self._each("check_constraint", model.constraints, context, found)
        self._each("check_affinity", model.affinities, context, found)

    def _group(self, group: TaskGroup, context: Context, found: list[Diagnostic]) -> None:
        context.group = group
        self._call("check_group", group, context, found)
        self._placement(group, context, found)
        self._each("check_spread", group.spreads, context, found)
        self._blocks(_GROUP_BLOCKS, group, context, found)
        if group.volumes:
            self._each("check_volume", tuple(group.volumes.values()), context, found)
        self._each("check_network", group.networks, context, found)
        self._services(group.services, context, found)
        for task in group.tasks or ():
            self._task(task, context, found)
        context.task = None

    def _services(self, services: Sequence[Service] | None, context: Context, found: list[Diagnostic]) -> None:
        for index, service in enumerate(services or ()):
            context.service = service
            context.index = index
            self._call("check_service", service, context, found)
            self._each("check_check", service.checks, context, found)
            if service.connect is not None:
                self._call("check_connect", service.connect, context, found)
        context.service = None

    def _task(self, task: Task, context: Context, found: list[Diagnostic]) -> None:
        context.task = task
        self._call("check_task", task, context, found)
        resources = task.resources
        if resources is not None:
            self._call("check_resources", resources, context, found)
            self._each("check_network", resources.networks, context, found)
            for device in resources.devices or ():
                context.device = device
                self._placement(device, context, found)
            context.device = None
        self._placement(task, context, found)
        self._blocks(_TASK_BLOCKS, task, context, found)
        self._services(task.services, context, found)
        for hook, attribute in _TASK_LISTS:
            self._each(hook, getattr(task, attribute), context, found)


def _crash(rule: Rule, model: object, problem: Exception) -> Diagnostic:
    span: Span | None = model.span() if isinstance(model, Model) else None
    return Diagnostic(
        code="JOB000",
        severity=Severity.WARNING,
        span=span,
        message=f"rule {rule.code} ({rule.name}) failed here and was left out: {type(problem).__name__}: {problem}",
        help="This is a fault of jobspec, not of the file; please report it with the job.",
    )
