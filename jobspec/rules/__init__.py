"""Rules: a job in, findings out. What Nomad itself refuses or warns of, and what it ought to.

`check_job` makes what `nomad job validate` finds without a server (every diagnostic with `nomad` true), and our advice.
`check_admission` makes what only a server finds when the job is registered: it is kept apart because the two differ. A gateway
without tasks is invalid here and valid on a server, and a Connect service without a network is the other way round.

To add a rule: a file in one of the folders, and its class in `RULES`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import TYPE_CHECKING

from jobspec.diagnostics import Diagnostic
from jobspec.rules.admission.connect import ConnectNeeds
from jobspec.rules.admission.enterprise import EnterpriseFeature
from jobspec.rules.admission.job import UnregistrableJob
from jobspec.rules.admission.memory import MemoryOversubscription
from jobspec.rules.admission.service_identity import NamelessServiceIdentity
from jobspec.rules.admission.upstreams import UpstreamCollision
from jobspec.rules.admission.vault_identity import VaultIdentityWithoutVault
from jobspec.rules.driver.excluded_options import ExcludedDriverOptions
from jobspec.rules.driver.missing_option import MissingDriverOption
from jobspec.rules.driver.unknown_option import UnknownDriverOption
from jobspec.rules.driver.wrong_type import WrongDriverOptionType
from jobspec.rules.driver.wrong_value import WrongDriverOptionValue
from jobspec.rules.group.basics import GroupBasics
from jobspec.rules.group.deprecated import IgnoredGroupAttribute
from jobspec.rules.group.disconnect import InvalidDisconnect
from jobspec.rules.group.ephemeral_disk import SmallDisk
from jobspec.rules.group.migrate import InvalidMigrate
from jobspec.rules.group.reschedule import InvalidReschedule
from jobspec.rules.group.restart import InvalidRestart
from jobspec.rules.group.scaling import InvalidScaling
from jobspec.rules.group.tasks import GroupTasks
from jobspec.rules.group.update import InvalidUpdate
from jobspec.rules.group.update_warnings import DoubtfulUpdate
from jobspec.rules.group.volume import InvalidVolume
from jobspec.rules.job.datacenters import EmptyDatacenter
from jobspec.rules.job.deprecated_cron import DeprecatedCron
from jobspec.rules.job.description import LongDescription
from jobspec.rules.job.groups import JobGroups
from jobspec.rules.job.identity import JobIdentity
from jobspec.rules.job.multiregion import MultiregionUnlicensed
from jobspec.rules.job.parameterized import Parameterized
from jobspec.rules.job.periodic import Periodic
from jobspec.rules.job.type import JobType
from jobspec.rules.network.cni_args import InvalidCNIArgs
from jobspec.rules.network.deprecated import DeprecatedNetwork
from jobspec.rules.network.docker_network_mode import DockerNetworkMode
from jobspec.rules.network.dynamic_range import StaticInDynamicRange
from jobspec.rules.network.hostname import InvalidHostname
from jobspec.rules.network.hostname_driver import HostnameWithDriver
from jobspec.rules.network.ignored import IgnoredByMode
from jobspec.rules.network.label_collision import CollidingLabels
from jobspec.rules.network.mode import UnknownNetworkMode
from jobspec.rules.network.mode_none import PortsInModeNone
from jobspec.rules.network.port_map import PortMapWithoutNetwork
from jobspec.rules.network.ports import InvalidPorts
from jobspec.rules.network.quoted_port import QuotedPort
from jobspec.rules.network.several import SeveralNetworks
from jobspec.rules.network.static_count import StaticWithCount
from jobspec.rules.network.to_without_effect import ToWithoutEffect
from jobspec.rules.network.unknown_label import UnknownPortLabel
from jobspec.rules.placement.affinity import InvalidAffinity
from jobspec.rules.placement.constraint import InvalidConstraint
from jobspec.rules.placement.literal_attribute import LiteralAttribute
from jobspec.rules.placement.literal_value import UnresolvedValue
from jobspec.rules.placement.spread import InvalidSpread
from jobspec.rules.placement.system_placement import SystemPlacement
from jobspec.rules.reference.left_to_chance import MetaKeysAlike, ReferenceLeftToChance
from jobspec.rules.reference.misnamed_constant import MisnamedConstant
from jobspec.rules.reference.node_property import UnknownNodeProperty
from jobspec.rules.reference.operation import OperationOnReference
from jobspec.rules.reference.unknown_config_variable import UnknownConfigVariable
from jobspec.rules.reference.unknown_meta import UnknownMetaVariable
from jobspec.rules.reference.unknown_port import UnknownPortVariable
from jobspec.rules.reference.unknown_upstream import UnknownUpstreamVariable
from jobspec.rules.reference.unknown_variable import UnknownNomadVariable
from jobspec.rules.reference.unused_local import UnusedLocal
from jobspec.rules.reference.unused_variable import UnusedVariable
from jobspec.rules.rule import Rule
from jobspec.rules.service.basics import InvalidService
from jobspec.rules.service.check import InvalidCheck
from jobspec.rules.service.connect import InvalidConnect
from jobspec.rules.service.gateway import InvalidGateway
from jobspec.rules.service.group_services import GroupServices
from jobspec.rules.service.placement import ServicePlacement
from jobspec.rules.service.ports import TaskServicePorts
from jobspec.rules.service.shutdown_delay import NoShutdownDelay
from jobspec.rules.service.unreachable_address import UnreachableAddress
from jobspec.rules.task.action import InvalidAction
from jobspec.rules.task.artifact import InvalidArtifact
from jobspec.rules.task.basics import TaskBasics
from jobspec.rules.task.csi_plugin import InvalidCSIPlugin
from jobspec.rules.task.deprecated import DeprecatedTaskAttribute
from jobspec.rules.task.dispatch_payload import EscapingPayload
from jobspec.rules.task.identity import InvalidIdentity
from jobspec.rules.task.identity_warnings import UnsafeIdentity
from jobspec.rules.task.lifecycle import InvalidLifecycle
from jobspec.rules.task.logs import InvalidLogs
from jobspec.rules.task.resources import InvalidResources
from jobspec.rules.task.restart import MisleadingTaskRestart
from jobspec.rules.task.secret import InvalidSecret
from jobspec.rules.task.template import InvalidTemplate
from jobspec.rules.task.template_syntax import BrokenTemplate
from jobspec.rules.task.unmountable_volume import UnmountableVolume
from jobspec.rules.task.vault import InvalidVault
from jobspec.rules.task.volume_mount import InvalidVolumeMount
from jobspec.rules.visit import Visitor

if TYPE_CHECKING:
    from jobspec.models.job_job import Job
    from jobspec.rules.context import PortRange

# In the order in which Nomad's own validation reports what stands at the same place.
RULES: tuple[Rule, ...] = (
    JobIdentity(),
    JobType(),
    EmptyDatacenter(),
    LongDescription(),
    JobGroups(),
    GroupBasics(),
    InvalidConstraint(),
    SystemPlacement(),
    InvalidAffinity(),
    InvalidSpread(),
    InvalidDisconnect(),
    InvalidRestart(),
    InvalidReschedule(),
    SmallDisk(),
    InvalidUpdate(),
    InvalidMigrate(),
    GroupTasks(),
    InvalidVolume(),
    InvalidPorts(),
    InvalidCNIArgs(),
    InvalidHostname(),
    InvalidService(),
    InvalidCheck(),
    InvalidConnect(),
    InvalidGateway(),
    ServicePlacement(),
    GroupServices(),
    TaskServicePorts(),
    InvalidScaling(),
    TaskBasics(),
    InvalidResources(),
    InvalidLogs(),
    InvalidArtifact(),
    InvalidVault(),
    InvalidTemplate(),
    InvalidAction(),
    EscapingPayload(),
    InvalidLifecycle(),
    InvalidVolumeMount(),
    InvalidCSIPlugin(),
    InvalidIdentity(),
    InvalidSecret(),
    Periodic(),
    Parameterized(),
    MultiregionUnlicensed(),
    DoubtfulUpdate(),
    IgnoredGroupAttribute(),
    DeprecatedNetwork(),
    DeprecatedTaskAttribute(),
    UnsafeIdentity(),
    NoShutdownDelay(),
    DeprecatedCron(),
    LiteralAttribute(),
    UnresolvedValue(),
    UnknownNetworkMode(),
    SeveralNetworks(),
    CollidingLabels(),
    UnknownPortLabel(),
    StaticInDynamicRange(),
    StaticWithCount(),
    IgnoredByMode(),
    DockerNetworkMode(),
    PortsInModeNone(),
    ToWithoutEffect(),
    HostnameWithDriver(),
    PortMapWithoutNetwork(),
    QuotedPort(),
    UnreachableAddress(),
    UnknownDriverOption(),
    WrongDriverOptionType(),
    WrongDriverOptionValue(),
    MissingDriverOption(),
    ExcludedDriverOptions(),
    BrokenTemplate(),
    UnmountableVolume(),
    MisleadingTaskRestart(),
    UnknownPortVariable(),
    UnknownUpstreamVariable(),
    UnknownMetaVariable(),
    UnknownNomadVariable(),
    UnknownConfigVariable(),
    OperationOnReference(),
    UnknownNodeProperty(),
    MisnamedConstant(),
    ReferenceLeftToChance(),
    MetaKeysAlike(),
    UnusedVariable(),
    UnusedLocal(),
)

# What a server adds to RULES when a job is registered.
ADMISSION_RULES: tuple[Rule, ...] = (
    ConnectNeeds(),
    UpstreamCollision(),
    NamelessServiceIdentity(),
    EnterpriseFeature(),
    UnregistrableJob(),
    VaultIdentityWithoutVault(),
    MemoryOversubscription(),
)


def check_job(job: Job, driver_schemas: Mapping[str, Mapping[str, object]] | None = None,
              dynamic_ports: Collection[PortRange] = ()) -> list[Diagnostic]:
    """Everything that the rules find in a job, in the order of the walk. The job is as written; defaults are filled in here.

    `driver_schemas`: JSON Schemas of `config` by driver, beside those that ship or instead of them; `dynamic_ports`: the ranges of the
    nodes that the job is for, where they are known.
    """
    from jobspec.models.canonical import canonical_job

    return _visitor().visit(job, canonical_job(job), driver_schemas, dynamic_ports)


def check_admission(job: Job) -> list[Diagnostic]:
    """What a server refuses or warns of beyond `check_job`, as far as it follows from the job alone.

    Nomad's order of admission steps (nomad/job_endpoint.go): it stops at the first finding of each step, all are reported here. Servers
    of the community edition with default configuration are assumed, with Vault enabled and every namespace and node pool there.
    """
    from jobspec.models.canonical import canonical_job

    return _admission_visitor().visit(job, canonical_job(job))


@cache
def _visitor() -> Visitor:
    return Visitor(RULES)


@cache
def _admission_visitor() -> Visitor:
    return Visitor(ADMISSION_RULES)
