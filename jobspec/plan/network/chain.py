"""A list of plugins run over an allocation, as libcni does it (libcni/api.go AddNetworkList, DelNetworkList)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from jobspec.go_numbers import json_number
from jobspec.models.plan import CniCall, Origin
from jobspec.plan.network.conf_list import ConfList
from jobspec.plan.network.failures import PluginError
from jobspec.plan.network.options import Options
from jobspec.plan.network.plugins import SIMULATORS, Answer, Invocation, unknown
from jobspec.plan.network.plugins.checks import check_configuration, check_deletion
from jobspec.plan.network.plugins.installed import find_plugin
from jobspec.plan.network.plugins.invocation import weaker
from jobspec.plan.network.results import CniResult, converted, decoded, encoded
from jobspec.plan.network.state import NetworkState

_NAME = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9_.\-]*")
_NUMBERS = re.compile(r"\d+(?:\.\d+){0,2}")


class Target(msgspec.Struct, frozen=True):
    """What the list is run for: container id, path of the namespace, interface, CNI_ARGS, and the values of capabilities."""

    container: str
    namespace: str
    interface: str
    arguments: Mapping[str, str]
    capabilities: Mapping[str, Any]


class Outcome(msgspec.Struct, frozen=True):
    """The calls made. `error` is libcni's message where the plugin with index `failed` gave up; else `result` is the last answer, in
    `origin`'s quality."""

    add: tuple[CniCall, ...]
    delete: tuple[CniCall, ...]
    result: CniResult | None = None
    origin: Origin = "exact"
    complete: bool = True
    error: str = ""
    failed: int = 0


def run_chain(conf: ConfList, target: Target, state: NetworkState) -> Outcome:
    """ADD of every plugin in order, each with the result of the one before it, and the DEL calls that undo them."""
    calls: list[CniCall] = []
    own = conf.rules
    previous: CniResult | None = None
    origin: Origin = "exact"
    complete = True
    for index, config in enumerate(conf.plugins):
        kind = Options(config, "NetConf").text("type")
        try:
            path = find_plugin(kind, state.node)
            _check_name(conf.name)
            stdin = _stdin(conf, config, target, previous)
        except PluginError as error:
            return _gave_up(conf, target, state, calls, index, str(error))
        call = CniCall(plugin=kind, path=path, env=_environment("ADD", target, state), stdin=stdin, result_origin=origin)
        try:
            answer = _answer(kind, conf, target, state, stdin, previous)
            printed = _printed(answer, conf.version)
        except PluginError as error:
            calls.append(replace(call, result=_refusal(conf, error)))
            return _gave_up(conf, target, state, calls, index, str(error))
        origin, complete = weaker(origin, answer.origin), answer.complete and (complete or _has_address(answer))
        calls.append(replace(call, result=printed, result_origin=origin, rules=tuple(str(rule) for rule in (*own, *answer.rules))))
        own = ()
        previous = decoded(printed, conf.version)
    return Outcome(tuple(calls), _deletions(conf, target, state, previous), previous, origin, complete)


def _answer(kind: str, conf: ConfList, target: Target, state: NetworkState, stdin: dict[str, Any], previous: CniResult | None) -> Answer:
    """What a plugin answers to its standard input."""
    release = (state.node.cni_plugins or {}).get(kind, "")
    config = Options(stdin, "NetConf")
    simulator = SIMULATORS.get(kind)
    if simulator is not None:
        check_configuration(kind, release, conf.version, config)
    arguments = tuple(f"{key}={value}" for key, value in target.arguments.items())
    invocation = Invocation(config, conf.name, conf.version, target.container, target.namespace, target.interface, arguments, previous,
                            release)
    return (simulator or unknown)(invocation, state)


def _has_address(answer: Answer) -> bool:
    return bool(answer.result.ips)


def _gave_up(conf: ConfList, target: Target, state: NetworkState, calls: list[CniCall], index: int, error: str) -> Outcome:
    """A failed list. The client tries it twice more, reports the first error, and cleans up, as far as plugins let it."""
    options = Options(conf.plugins[index], "NetConf")
    name = f' name="{options.text("name")}"' if options.text("name") else ""
    deletions = _deletions(conf, target, state, None)
    if len(deletions) == len(conf.plugins) and all(call.result is None for call in deletions):
        state.release(target.container)
    message = f'plugin type="{options.text("type")}"{name} failed (add): {error}'
    return Outcome(tuple(calls), deletions, error=message, failed=index)


def _printed(answer: Answer, version: str) -> dict[str, Any]:
    """What the plugin prints (types.PrintResult), before libcni reads it."""
    return encoded(converted(answer.result, version), answer.layout)


def _check_name(name: str) -> None:
    if not name:
        raise PluginError("missing network name:")
    if not _NAME.fullmatch(name):
        raise PluginError(f"invalid characters found in network name; {name}")


def _stdin(conf: ConfList, config: Mapping[str, object], target: Target, previous: CniResult | None) -> dict[str, Any]:
    """buildOneConfig and injectRuntimeConfig, which read the configuration without types and write it again (InjectConf)."""
    stdin = {**_rewritten(dict(config)), "name": conf.name, "cniVersion": conf.version}
    if previous is not None:
        stdin["prevResult"] = encoded(previous)
    wanted = Options(config, "NetConf").raw("capabilities")
    runtime = {key: target.capabilities[key] for key, on in (wanted or {}).items() if on is True and key in target.capabilities}
    if runtime:
        stdin["runtimeConfig"] = runtime
    return dict(sorted(stdin.items()))


def _rewritten(value: Any) -> Any:
    """A part of a configuration after Go's encoding/json: its numbers are those of a float64."""
    match value:
        case dict():
            return {key: _rewritten(item) for key, item in value.items()}
        case list():
            return [_rewritten(item) for item in value]
        case bool() | str() | None:
            return value
        case _:
            return json_number(value)


def _environment(command: str, target: Target, state: NetworkState) -> dict[str, str]:
    """invoke.Args; a DEL comes without arguments, as Nomad hands none over."""
    pairs = target.arguments.items() if command == "ADD" else ()
    return {
        "CNI_COMMAND": command,
        "CNI_CONTAINERID": target.container,
        "CNI_NETNS": target.namespace,
        "CNI_ARGS": ";".join(f"{key}={value}" for key, value in pairs),
        "CNI_IFNAME": target.interface,
        "CNI_PATH": ":".join(state.node.cni_path),
    }


def _deletions(conf: ConfList, target: Target, state: NetworkState, result: CniResult | None) -> tuple[CniCall, ...]:
    """DEL in reverse order, with the cached result from version 0.4.0 on. It ends at a plugin that is not there or fails."""
    calls = []
    previous = result if _at_least_040(conf.version) else None
    for config in reversed(conf.plugins):
        kind = Options(config, "NetConf").text("type")
        try:
            path = find_plugin(kind, state.node)
            stdin = _stdin(conf, config, target, previous)
        except PluginError:
            break
        error = None
        try:
            if kind in SIMULATORS:
                release = (state.node.cni_plugins or {}).get(kind, "")
                check_deletion(kind, release, conf.version, Options(stdin, "NetConf"), target.container)
        except PluginError as refusal:
            error = _refusal(conf, refusal)
        calls.append(CniCall(plugin=kind, path=path, env=_environment("DEL", target, state), stdin=stdin, result=error))
        if error is not None:
            break
    return tuple(calls)


def _refusal(conf: ConfList, error: PluginError) -> dict[str, Any]:
    """The error as plugins print it (types.Error)."""
    return {"cniVersion": conf.version, "code": 999, "msg": str(error)}


def _at_least_040(version: str) -> bool:
    match = _NUMBERS.match(version)
    return match is not None and tuple(int(part) for part in match[0].split(".")) >= (0, 4)
