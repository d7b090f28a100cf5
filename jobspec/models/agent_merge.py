"""Agent configs over one another: the Merge methods of Nomad's configuration (command/agent/config.go, nomad/structs/config,
client/config).

Mostly, what is set wins: texts that are not empty, numbers that are not zero, switches that are on, pointers that point. So a switch can
be turned on by a later file and not off. What differs is in the tables below. Of some settings Nomad forgets the later value altogether.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from msgspec.structs import replace

from jobspec.models.agent_clusters import ConsulConfig, VaultConfig, WorkloadIdentityConfig
from jobspec.models.agent_config import AgentConfig
from jobspec.models.agent_defaults import DEFAULT_CONSUL, DEFAULT_VAULT
from jobspec.models.agent_merge_rules import FORGOTTEN, LISTS, POSITIVE, REPLACED, WHOLE, Lists, is_pointer
from jobspec.models.agent_operations import PluginConfig
from jobspec.models.agent_origins import MergedOrigin
from jobspec.models.agent_scheduling import Search
from jobspec.models.agent_security import KEKProviderConfig
from jobspec.models.agent_ui import ConsulUIConfig, ContentSecurityPolicy, LabelUIConfig, UIConfig, VaultUIConfig
from jobspec.models.base import Model, Origin
from jobspec.models.fields import Field, fields_of, nested_models

AnyModel = TypeVar("AnyModel", bound=Model)
Item = TypeVar("Item", bound=Model)


def merge(base: AgentConfig, over: AgentConfig) -> AgentConfig:
    """The configuration `base` with what `over` sets."""
    merged = merged_block(base, over)
    return replace(
        merged,
        consuls=merged_consuls(base.consuls or (), over.consuls or ()),
        vaults=merged_vaults(base.vaults or (), over.vaults or ()),
        keyrings=_merged_keyrings(base.keyrings or (), over.keyrings or ()),
        plugins=_merged_plugins(base.plugins or (), over.plugins or ()),
    )


def merged_block(base: AnyModel, over: AnyModel) -> AnyModel:
    """A block with what another one sets, by the rules of its class; the places of the values go along."""
    model = type(base)
    nested = nested_models(model)
    changes: dict[str, object] = {}
    origins: dict[str, Origin] = {}
    for name, field in fields_of(model).items():
        old, new = getattr(base, name), getattr(over, name)
        value = _merged_value(model, name, field, old, new, name in nested)
        if value is not old:
            changes[name] = value
            if over.origin is not None and over.origin.value_span(field.hcl or field.go_name) is not None:
                origins[field.hcl or field.go_name] = over.origin
    if not changes:
        return base if base.origin is not None else replace(base, origin=over.origin)
    return replace(base, **changes, origin=MergedOrigin.of(base.origin, over.origin, origins))


def _merged_value(model: type[Model], name: str, field: Field, old: object, new: object, nested: bool) -> object:
    """What a field holds after merging; the very same `old` where nothing changes."""
    if name in FORGOTTEN.get(model, ()):
        return old
    if name in WHOLE.get(model, ()):
        return old if new is None else new
    if name in REPLACED.get(model, ()):
        return new
    if name in POSITIVE.get(model, ()):
        return new if isinstance(new, (int, float)) and new > 0 else old
    if isinstance(new, Model):
        return _merged_models(old, new)
    if nested and not field.type.startswith("list("):
        return old
    if field.type.startswith("list("):
        return _merged_list(LISTS.get(model, {}).get(name, Lists.REPLACE), old, new)
    if field.type.startswith("map("):
        return {**_mapping(old), **_mapping(new)} if new or old is None else old
    if is_pointer(model, name):
        return old if new is None else new
    return new if new else old


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _merged_models(old: object, new: Model) -> Model:
    match old, new:
        case WorkloadIdentityConfig(), WorkloadIdentityConfig():
            return merged_identity(old, new)
        case UIConfig(), UIConfig():
            return _merged_ui(old, new)
        case _, Search():
            return replace(new, limit_query=max(new.limit_query, 0), limit_results=max(new.limit_results, 0),
                           min_term_length=max(new.min_term_length, 0)) if old is not None else new
        case Model(), _:
            return merged_block(old, new)
    return new


def _merged_ui(base: UIConfig, over: UIConfig) -> UIConfig:
    """UIConfig.Merge: all its blocks are there afterwards."""
    merged = merged_block(base, over)
    return replace(merged, consul=merged.consul or ConsulUIConfig(), vault=merged.vault or VaultUIConfig(),
                   label=merged.label or LabelUIConfig(),
                   content_security_policy=merged.content_security_policy or ContentSecurityPolicy())


def _merged_list(rule: Lists, old: object, new: object) -> object:
    items: tuple[object, ...] = old if isinstance(old, tuple) else ()
    if rule is Lists.APPEND_TO_SOME:
        return (*items, *(new if isinstance(new, tuple) else ()))
    if not isinstance(new, tuple):
        return old
    match rule:
        case Lists.APPEND:
            return (*items, *new) if new else old
        case Lists.BY_NAME:
            return _by_name(items, new) if new else old
        case Lists.FINGERPRINTS:
            return _merged_fingerprints(items, new)
        case Lists.REPLACE_EVEN_BY_EMPTY:
            return new
    return new or old


def _by_name(items: tuple[object, ...], new: tuple[object, ...]) -> tuple[object, ...]:
    """Later ones take the place of earlier ones of the same name (structs.HostVolumeSliceMerge)."""
    if not items:
        return new
    found = list(items)
    places = {getattr(item, "name", ""): index for index, item in enumerate(items)}
    for item in new:
        place = places.get(getattr(item, "name", ""))
        if place is None:
            found.append(item)
        else:
            found[place] = item
    return tuple(found)


def _merged_fingerprints(items: tuple[object, ...], new: tuple[object, ...]) -> tuple[object, ...]:
    """mergeClientFingerprinterConfigs: once both sides have some, those of the same name are merged."""
    if not items or not new:
        return new or items
    fingerprints = [item for item in (*items, *new) if isinstance(item, Model)]
    return tuple(_merged_by(fingerprints, lambda item: getattr(item, "name", ""), merged_block, lambda item: item))


def merged_vaults(base: tuple[VaultConfig, ...], over: tuple[VaultConfig, ...]) -> tuple[VaultConfig, ...]:
    """mergeVaultConfigs: a cluster that comes first is filled up with the defaults."""
    return tuple(_merged_by([*base, *over], lambda item: item.name, merged_block, lambda item: merged_block(DEFAULT_VAULT, item)))


def merged_consuls(base: tuple[ConsulConfig, ...], over: tuple[ConsulConfig, ...]) -> tuple[ConsulConfig, ...]:
    """mergeConsulConfigs: the same, once both sides have some."""
    if not base or not over:
        return over or base
    return tuple(_merged_by([*base, *over], lambda item: item.name, merged_block, lambda item: merged_block(DEFAULT_CONSUL, item)))


def _merged_by(items: list[Item], key: Callable[[Item], object], both: Callable[[Item, Item], Item],
               first: Callable[[Item], Item]) -> list[Item]:
    """Items of one key become one, in the order in which the keys come first."""
    found: dict[object, Item] = {}
    for item in items:
        name = key(item)
        found[name] = both(found[name], item) if name in found else first(item)
    return list(found.values())


class KeyringCrash(Exception):
    """Nomad writes into a map that is not there: a keyring block without options of its provider, and a later one with some."""

    def __init__(self, keyring: KEKProviderConfig) -> None:
        super().__init__("assignment to entry in nil map")
        self.keyring = keyring


def _merged_keyrings(base: tuple[KEKProviderConfig, ...], over: tuple[KEKProviderConfig, ...]) -> tuple[KEKProviderConfig, ...]:
    """mergeKEKProviderConfigs: once both sides have some, those of one provider and name are merged, and all sorted."""
    if not base or not over:
        return over or base
    merged = _merged_by([*base, *over], lambda item: (item.provider, item.name), _merged_keyring, lambda item: item)
    return tuple(sorted(merged, key=keyring_id))


def keyring_id(keyring: KEKProviderConfig) -> str:
    """What keyrings are sorted by (KEKProviderConfig.ID)."""
    return f"{keyring.provider}.{keyring.name}" if keyring.name else keyring.provider


def _merged_keyring(base: KEKProviderConfig, over: KEKProviderConfig) -> KEKProviderConfig:
    if base.config is None and over.config:
        raise KeyringCrash(over)
    config = {**base.config, **(over.config or {})} if base.config is not None else None
    return replace(over, config=config)


def _merged_plugins(base: tuple[PluginConfig, ...], over: tuple[PluginConfig, ...]) -> tuple[PluginConfig, ...]:
    """PluginConfigSetMerge, in a stable order (Nomad's is random). Of one name on one side, only the last counts."""
    if not base or not over:
        return over or base
    earlier = {plugin.name: plugin for plugin in base}
    later = {plugin.name: plugin for plugin in over}
    merged = [_merged_plugin(plugin, later[name]) if name in later else plugin for name, plugin in earlier.items()]
    return (*merged, *(plugin for name, plugin in later.items() if name not in earlier))


def _merged_plugin(base: PluginConfig, over: PluginConfig) -> PluginConfig:
    return replace(over, args=over.args or base.args, config=over.config or base.config)


def merged_identity(base: WorkloadIdentityConfig, over: WorkloadIdentityConfig) -> WorkloadIdentityConfig:
    """WorkloadIdentityConfig.Merge: audiences are added unless they are there already."""
    audiences = (*(base.aud or ()), *(item for item in over.aud or () if item not in (base.aud or ()))) if base.aud else over.aud
    claims = {**(base.extra_claims or {}), **(over.extra_claims or {})}
    return replace(merged_block(base, over), aud=audiences, extra_claims=claims)
