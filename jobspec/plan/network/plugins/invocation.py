"""One call of a plugin, and what it answers."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from jobspec.models.plan import Origin
from jobspec.plan.network.failures import PluginError
from jobspec.plan.network.options import Options
from jobspec.plan.network.results import CniResult
from jobspec.plan.network.rules import PacketRule
from jobspec.plan.network.state import NetworkState

_MAC = re.compile(r"[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5}|[0-9a-fA-F]{2}(?:-[0-9a-fA-F]{2}){5}|[0-9a-fA-F]{4}(?:\.[0-9a-fA-F]{4}){2}")


class Invocation(msgspec.Struct, frozen=True):
    """What a plugin gets: `config` is its standard input, `previous` the result in it, `arguments` the pairs of CNI_ARGS.

    `network` is the name of the list, `plugin_version` that of the installed plugin, empty where it is not known.
    """

    config: Options
    network: str
    version: str
    container: str
    namespace: str
    interface: str
    arguments: tuple[str, ...] = ()
    previous: CniResult | None = None
    plugin_version: str = ""

    def arguments_for(self, *known: str) -> dict[str, str]:
        """The arguments that a plugin takes, by their exact names (types.LoadArgs); it stumbles over what is no pair."""
        found: dict[str, str] = {}
        unknown = []
        for pair in ";".join(self.arguments).split(";") if self.arguments else ():
            parts = pair.split("=")
            if len(parts) != 2:
                raise PluginError(f'ARGS: invalid pair "{pair}"')
            if parts[0] in known:
                found[parts[0]] = parts[1]
            elif parts[0] == "IgnoreUnknown":
                truth = parts[1].lower()
                if truth not in ("1", "true", "0", "false"):
                    raise PluginError(f'ARGS: error parsing value of pair "{pair}": boolean unmarshal error: invalid input {truth}')
                found[parts[0]] = truth
            else:
                unknown.append(f'"{pair}"')
        if unknown and found.get("IgnoreUnknown") not in ("1", "true"):
            raise PluginError(f"ARGS: unknown args [{' '.join(unknown)}]")
        return found


class Answer(msgspec.Struct, frozen=True):
    """What a plugin answers. `complete` is false where addresses may be missing because nobody can know them.

    `layout` is the version whose structs print the result, where the plugin prints it unconverted.
    """

    result: CniResult
    origin: Origin = "exact"
    rules: tuple[PacketRule, ...] = ()
    complete: bool = True
    layout: str = ""


Simulator = Callable[[Invocation, NetworkState], Answer]


def hardware_address(text: str, lead: str = "") -> str:
    """A MAC address as the kernel will show it (net.ParseMAC); empty text is none. `lead` is how the plugin's error begins."""
    if not text:
        return ""
    if not _MAC.fullmatch(text):
        raise PluginError(f"{lead}address {text}: invalid MAC address")
    digits = re.sub("[^0-9a-fA-F]", "", text).lower()
    return ":".join(digits[at : at + 2] for at in range(0, 12, 2))


def weaker(first: Origin, second: Origin) -> Origin:
    """The origin of what depends on two things."""
    order: tuple[Origin, ...] = ("exact", "chosen", "assumed")
    return max(first, second, key=order.index)
