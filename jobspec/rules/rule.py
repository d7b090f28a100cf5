"""What a rule is: a code, a text that explains it, and hooks that look at one kind of thing in a job.

The text of a rule is its class docstring, with the headings *What it finds*, *Why it matters*, *Example* and *Use instead*:
`jobspec explain CODE` and the docs page are that text, and its examples run as tests, placed into a job at `scope`
(`file`: as they are; `job`, `group`, `task`: inside that block).

A rule overrides the hooks it needs. Every hook gets one model of the *canonical* job (what `models.canonical.canonical_job` makes:
all of the API's defaults filled in, origins kept) and the `Context` that says where in the job it stands, and yields diagnostics.
`visit` calls only hooks that are overridden. Hooks must not raise; one that does becomes a diagnostic naming the rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, ClassVar

from jobspec.diagnostics import Diagnostic, Fix, Related, Severity, Span
from jobspec.rules.suggest import did_you_mean, renaming

if TYPE_CHECKING:
    from jobspec.models.base import Model
    from jobspec.models.job_connect import ConsulConnect
    from jobspec.models.job_constraint import Affinity, Constraint, Spread
    from jobspec.models.job_group import TaskGroup
    from jobspec.models.job_identity import Secret, Vault, WorkloadIdentity
    from jobspec.models.job_job import Job, Multiregion, ParameterizedJobConfig, PeriodicConfig
    from jobspec.models.job_network import NetworkResource
    from jobspec.models.job_policies import (
        DisconnectStrategy,
        EphemeralDisk,
        MigrateStrategy,
        ReschedulePolicy,
        RestartPolicy,
        ScalingPolicy,
        UpdateStrategy,
    )
    from jobspec.models.job_resources import LogConfig, Resources
    from jobspec.models.job_service import Service, ServiceCheck
    from jobspec.models.job_task import Action, DispatchPayloadConfig, Task, TaskLifecycle
    from jobspec.models.job_template import TaskArtifact, Template
    from jobspec.models.job_volumes import TaskCSIPluginConfig, VolumeMount, VolumeRequest
    from jobspec.rules.context import Context

Findings = Iterable[Diagnostic]


class Rule:
    """Base of every rule; see the module's text. Hooks are in the order in which `visit` calls them."""

    __slots__ = ()

    code: ClassVar[str] = ""
    name: ClassVar[str] = ""
    severity: ClassVar[Severity] = Severity.ERROR
    nomad: ClassVar[bool] = False
    scope: ClassVar[str] = "group"

    def check_job(self, job: Job, context: Context) -> Findings:
        """The job itself, before anything below it."""
        return ()

    def check_constraint(self, constraint: Constraint, context: Context) -> Findings:
        """A constraint of the job, of a group, of a task, or (with `context.device`) of a device."""
        return ()

    def check_affinity(self, affinity: Affinity, context: Context) -> Findings:
        """An affinity of the job, of a group, of a task, or (with `context.device`) of a device."""
        return ()

    def check_spread(self, spread: Spread, context: Context) -> Findings:
        """A spread of the job or of a group."""
        return ()

    def check_group(self, group: TaskGroup, context: Context) -> Findings:
        """A group itself, before anything below it."""
        return ()

    def check_disconnect(self, disconnect: DisconnectStrategy, context: Context) -> Findings:
        """A group's disconnect block."""
        return ()

    def check_restart(self, restart: RestartPolicy, context: Context) -> Findings:
        """A group's restart policy (the merged one of a task is not looked at by Nomad)."""
        return ()

    def check_reschedule(self, reschedule: ReschedulePolicy, context: Context) -> Findings:
        """A group's reschedule policy, merged with the job's."""
        return ()

    def check_ephemeral_disk(self, disk: EphemeralDisk, context: Context) -> Findings:
        """A group's ephemeral disk."""
        return ()

    def check_update(self, update: UpdateStrategy, context: Context) -> Findings:
        """A group's update strategy, merged with the job's."""
        return ()

    def check_migrate(self, migrate: MigrateStrategy, context: Context) -> Findings:
        """A group's migrate strategy, merged with the job's."""
        return ()

    def check_volume(self, volume: VolumeRequest, context: Context) -> Findings:
        """A volume of a group."""
        return ()

    def check_network(self, network: NetworkResource, context: Context) -> Findings:
        """A network block of a group, or (with `context.task`) the old one in a task's resources."""
        return ()

    def check_service(self, service: Service, context: Context) -> Findings:
        """A service of a group, or (with `context.task`) of a task."""
        return ()

    def check_check(self, check: ServiceCheck, context: Context) -> Findings:
        """A check of `context.service`."""
        return ()

    def check_connect(self, connect: ConsulConnect, context: Context) -> Findings:
        """The connect block of `context.service`."""
        return ()

    def check_scaling(self, scaling: ScalingPolicy, context: Context) -> Findings:
        """A group's scaling policy."""
        return ()

    def check_task(self, task: Task, context: Context) -> Findings:
        """A task itself, before anything below it."""
        return ()

    def check_resources(self, resources: Resources, context: Context) -> Findings:
        """A task's resources."""
        return ()

    def check_logs(self, logs: LogConfig, context: Context) -> Findings:
        """A task's log rotation."""
        return ()

    def check_artifact(self, artifact: TaskArtifact, context: Context) -> Findings:
        """An artifact of a task."""
        return ()

    def check_vault(self, vault: Vault, context: Context) -> Findings:
        """A task's vault block."""
        return ()

    def check_template(self, template: Template, context: Context) -> Findings:
        """A template of a task."""
        return ()

    def check_action(self, action: Action, context: Context) -> Findings:
        """An action of a task."""
        return ()

    def check_dispatch_payload(self, payload: DispatchPayloadConfig, context: Context) -> Findings:
        """A task's dispatch_payload block."""
        return ()

    def check_lifecycle(self, lifecycle: TaskLifecycle, context: Context) -> Findings:
        """A task's lifecycle block."""
        return ()

    def check_volume_mount(self, mount: VolumeMount, context: Context) -> Findings:
        """A volume mount of a task."""
        return ()

    def check_csi_plugin(self, plugin: TaskCSIPluginConfig, context: Context) -> Findings:
        """A task's csi_plugin block."""
        return ()

    def check_identity(self, identity: WorkloadIdentity, context: Context) -> Findings:
        """An identity of a task."""
        return ()

    def check_secret(self, secret: Secret, context: Context) -> Findings:
        """A secret of a task."""
        return ()

    def check_periodic(self, periodic: PeriodicConfig, context: Context) -> Findings:
        """The job's periodic block."""
        return ()

    def check_parameterized(self, parameterized: ParameterizedJobConfig, context: Context) -> Findings:
        """The job's parameterized block."""
        return ()

    def check_multiregion(self, multiregion: Multiregion, context: Context) -> Findings:
        """The job's multiregion block."""
        return ()

    def at(
        self,
        span: Span | None,
        message: str,
        *,
        nomad: str | None = None,
        help: str | None = None,
        related: tuple[Related, ...] = (),
        fix: Fix | None = None,
        slip: tuple[str, Collection[str]] | None = None,
    ) -> Diagnostic:
        """A finding of this rule. `nomad` is Nomad's own text for it (its innermost line).

        `slip` is a wrong word and the right ones: where one is near, the advice is that one, and where there is no doubt, so is the fix.
        """
        if slip is not None:
            help = did_you_mean(*slip) or help
            fix = fix or renaming(span, *slip)
        return Diagnostic(
            code=self.code,
            severity=self.severity,
            message=message,
            span=span,
            related=related,
            help=help,
            fix=fix,
            nomad=self.nomad,
            nomad_message=nomad,
        )


HOOKS: tuple[str, ...] = tuple(name for name in vars(Rule) if name.startswith("check_"))


def span_of_first(name: str, *models: Model | None) -> Span | None:
    """The place of attribute `name` in the first of `models` that writes it; else the header of the first that has one.

    For values merged from several blocks (a group's update strategy and the job's).
    """
    header: Span | None = None
    for model in models:
        if model is None:
            continue
        if model.was_written(name):
            return model.span_of(name)
        header = header or model.span()
    return header


def related_to(span: Span | None, message: str) -> tuple[Related, ...]:
    """`span` as the one related place, or none where it is unknown."""
    return () if span is None else (Related(span=span, message=message),)
