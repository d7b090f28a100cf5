"""One plugin's configuration as Go decodes it (libcni NetworkPluginConfFromBytes, types.PluginConf)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jobspec.diagnostics import Diagnostic
from jobspec.models.cni import CniPlugin
from jobspec.nodes.cni_findings import RefusedCniFile
from jobspec.nodes.documents import Document, Path

_START = "Nomad's client does not start while it finds this file in its cni_config_dir."
_LEAD = "error parsing configuration: "


def refused(document: Document, path: Path, message: str, nomad: str) -> Diagnostic:
    """A file that libcni does not take."""
    return RefusedCniFile.at(document.place(path), message, nomad=nomad, help=_START)


def read_plugin(document: Document, path: Path, found: list[Diagnostic]) -> CniPlugin | None:
    """The plugin at a path of a file; None, with a finding, where libcni refuses it."""
    value = document.value
    for step in path:
        value = value[step]
    if value is not None and not isinstance(value, dict):
        found.append(refused(document, path, "A plugin's configuration is a JSON object.", _LEAD + "json: cannot unmarshal"))
        return None
    config: dict[str, Any] = value or {}
    wrong = [(key, want) for key, one in config.items() if (want := _unfit(key, one, _FIELDS)) is not None]
    for key, want in wrong:
        found.append(refused(document, (*path, key), f'"{key}" must be {want}.', _LEAD + "json: cannot unmarshal"))
    # Go sorts the keys of a plugin inside a list before it decodes them; the last of those that differ in case counts.
    fields = sorted(config.items()) if path else list(config.items())
    kind = field_text(fields, "type")
    if not kind and not wrong:
        hint = ' It has "plugins": a list is read only from a file named *.conflist.' if "plugins" in config and not path else ""
        found.append(refused(document, path, f'This CNI plugin configuration has no "type".{hint}', _LEAD + "missing 'type'"))
    if wrong or not kind:
        return None
    capabilities: dict[str, bool] = {}
    for key, one in fields:
        if fold(key) == "capabilities" and isinstance(one, dict):
            capabilities |= {name: bool(on) for name, on in one.items()}
        elif fold(key) == "capabilities":
            capabilities = {}
    return CniPlugin(kind, capabilities, config, document.place(path), document.below(path, config))


def fold(key: str) -> str:
    """A key as Go compares it with names of fields: case does not count, nor do the Kelvin sign and the long s."""
    return key.replace("\u017f", "s").replace("\u212a", "k").lower()


def field_text(fields: list[tuple[str, Any]], name: str) -> str:
    """The text under a name in any case; of several the last, null left out."""
    return next((one for key, one in reversed(fields) if fold(key) == name and isinstance(one, str)), "")


def _unfit(key: str, value: Any, fields: dict[str, _Shape]) -> str | None:
    """What a key must hold for Go to take it, where it holds something else; null is always taken."""
    shape = fields.get(fold(key))
    return None if shape is None or value is None else shape(value)


_Shape = Callable[[Any], str | None]


def _string(value: Any) -> str | None:
    return None if isinstance(value, str) else "a string"


def _strings(value: Any) -> str | None:
    good = isinstance(value, list) and all(one is None or isinstance(one, str) for one in value)
    return None if good else "a list of strings"


def _flags(value: Any) -> str | None:
    good = isinstance(value, dict) and all(one is None or isinstance(one, bool) for one in value.values())
    return None if good else "an object whose values are true or false"


def _object_of(fields: dict[str, _Shape], words: str = "an object") -> _Shape:
    def shape(value: Any) -> str | None:
        if not isinstance(value, dict):
            return words
        return next((f'{words} whose "{key}" is {want}' for key, one in value.items() if (want := _unfit(key, one, fields))), None)

    return shape


def _attachments(value: Any) -> str | None:
    one = _object_of({"containerid": _string, "ifname": _string})
    good = isinstance(value, list) and all(entry is None or one(entry) is None for entry in value)
    return None if good else "a list of objects with containerID and ifname"


_FIELDS: dict[str, _Shape] = {
    "cniversion": _string,
    "name": _string,
    "type": _string,
    "capabilities": _flags,
    "ipam": _object_of({"type": _string}),
    "dns": _object_of({"nameservers": _strings, "domain": _string, "search": _strings, "options": _strings}),
    "prevresult": _object_of({}),
    "cni.dev/valid-attachments": _attachments,
}
