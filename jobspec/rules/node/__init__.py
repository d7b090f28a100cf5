"""Rules about jobs and the nodes that are to run them; see `rule` for how they differ from the others."""

from __future__ import annotations

from jobspec.rules.node.chance import PlacementByChance, UnknownInstance, Unplannable
from jobspec.rules.node.cni_networks import (
    CniNetworkNotFound,
    InvalidResult,
    NoCniNetworks,
    NoInterface,
    PluginFails,
    PluginNotInstalled,
    PluginsBesideOnly,
)
from jobspec.rules.node.conditions import MissingDriver, MissingSecretsProvider, NotDistinct, UnmetConstraint
from jobspec.rules.node.membership import NodeNotReady, WrongDatacenter, WrongNodePool
from jobspec.rules.node.networks import MissingHostNetwork, MissingNetwork, MissingNetworkPlugin, PortWithoutAddress
from jobspec.rules.node.ports import DynamicPortsExhausted, StaticPortTaken, StaticPortTwice, TaskNetworkUnavailable
from jobspec.rules.node.registrations import CheckWithoutAddress, GroupServiceWithoutAddress, TaskServiceWithoutAddress
from jobspec.rules.node.resources import MissingDevice, MissingHostVolume, MissingVolumePlugin, ResourcesExhausted
from jobspec.rules.node.rule import NodeRule
from jobspec.rules.node.starting import (
    DriverWithoutMode,
    HostnameNotPossible,
    InvalidExtraHost,
    InvalidNameserver,
    InvalidProxyPort,
    ModeNoneFails,
    SeveralNamespaces,
    VolumeNotMountable,
)
from jobspec.rules.node.unused import UnusedCniNetwork, UnusedHostNetwork

NODE_RULES: tuple[NodeRule, ...] = (
    MissingHostNetwork(),
    MissingNetwork(),
    MissingNetworkPlugin(),
    UnmetConstraint(),
    MissingDriver(),
    WrongDatacenter(),
    WrongNodePool(),
    NodeNotReady(),
    StaticPortTaken(),
    DynamicPortsExhausted(),
    PortWithoutAddress(),
    ResourcesExhausted(),
    MissingDevice(),
    MissingHostVolume(),
    MissingVolumePlugin(),
    MissingSecretsProvider(),
    NotDistinct(),
    TaskNetworkUnavailable(),
    StaticPortTwice(),
    UnusedHostNetwork(),
    UnusedCniNetwork(),
    PlacementByChance(),
    UnknownInstance(),
    Unplannable(),
    NoCniNetworks(),
    CniNetworkNotFound(),
    HostnameNotPossible(),
    DriverWithoutMode(),
    SeveralNamespaces(),
    ModeNoneFails(),
    NoInterface(),
    InvalidResult(),
    InvalidProxyPort(),
    PluginNotInstalled(),
    PluginFails(),
    InvalidNameserver(),
    PluginsBesideOnly(),
    InvalidExtraHost(),
    VolumeNotMountable(),
    GroupServiceWithoutAddress(),
    TaskServiceWithoutAddress(),
    CheckWithoutAddress(),
)
