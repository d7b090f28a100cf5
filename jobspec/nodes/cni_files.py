"""Which files hold CNI networks."""

from __future__ import annotations

import os

import msgspec

_SUFFIXES = (".conflist", ".conf", ".json")
#: What JSON of jobs and of agents' configurations holds, and no CNI network.
_OF_JOBS_AND_AGENTS = (b'"job"', b'"Job"', b'"client"', b'"server"', b'"data_dir"')


def is_cni_file(name: str, content: bytes) -> bool:
    """Whether a file holds a CNI network: `*.conflist` by name, `*.conf` and `*.json` by the keys of a JSON object.

    `cniVersion` and `name` say it. Files without a version are old, and plugins, with a `type` and mostly an `ipam`.
    """
    if name.endswith(".conflist"):
        return True
    if not name.endswith((".conf", ".json")) or not content.lstrip().startswith(b"{"):
        return False
    if b'"name"' not in content:
        return False
    return b'"cniVersion"' in content or (name.endswith(".conf") and b'"type"' in content)


def is_broken_cni_file(path: str, content: bytes) -> bool:
    """Whether a `*.conf` or `*.json` is broken JSON, or empty, in a folder that holds a CNI network and nothing but such files.

    Such a folder is a `cni_config_dir`, and a file that cannot be read there keeps Nomad's client from starting.
    """
    if not path.endswith((".conf", ".json")) or content.lstrip()[:1] not in (b"{", b"") or _is_json(content):
        return False
    folder = os.path.dirname(path) or os.curdir
    try:
        names = [entry.name for entry in os.scandir(folder) if not entry.name.startswith(".") and not entry.is_dir()]
        if not all(name.endswith(_SUFFIXES) for name in names):
            return False
        contents = {name: _content(folder, name) for name in names}
    except OSError:
        return False
    of_others = any(key in one for one in contents.values() for key in _OF_JOBS_AND_AGENTS)
    return not of_others and any(is_cni_file(name, one) for name, one in contents.items())


def _is_json(content: bytes) -> bool:
    try:
        msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True


def _content(folder: str, name: str) -> bytes:
    with open(os.path.join(folder, name), "rb") as stream:
        return stream.read()
