"""Keys of the cache: a digest of everything that the findings of a file follow from."""

from __future__ import annotations

import os
from hashlib import blake2b

import msgspec

from jobspec.check import Settings

_SIZE = 20


class Keys:
    """Makes keys. What is the same for all files of a run goes into `context`; the digest of settings is made once for each."""

    def __init__(self, context: bytes) -> None:
        self._context = context
        self._settings: dict[int, tuple[Settings, bytes]] = {}

    def key(self, name: str, data: bytes, settings: Settings) -> bytes:
        """The key of a file's findings."""
        known = self._settings.get(id(settings))
        if known is None:
            known = self._settings[id(settings)] = (settings, self._digest(settings))
        state = blake2b(known[1], digest_size=_SIZE)
        encoded = name.encode("utf-8", "surrogateescape")
        state.update(b"%d " % len(encoded))
        state.update(encoded)
        state.update(data)
        return state.digest()

    def _digest(self, settings: Settings) -> bytes:
        """How files are read: the settings, where relative paths start, and what the files hold that they name."""
        state = blake2b(self._context, digest_size=_SIZE)
        state.update(msgspec.msgpack.encode((os.path.realpath("."), settings), order="sorted"))
        for path in (*settings.var_files, *settings.driver_schemas.values()):
            state.update(b"\0" + _content(path))
        nodes = settings.nodes
        if nodes is not None:
            for given in (*nodes.paths, nodes.interfaces, nodes.routes, nodes.cni_config_dir):
                for path in _files(given):
                    state.update(path.encode("utf-8", "surrogateescape") + b"\0" + _content(path))
        return state.digest()


def _files(path: str | None) -> list[str]:
    """A file, or all files below a folder."""
    if path is None or not os.path.isdir(path):
        return [] if path is None else [path]
    return sorted(os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return blake2b(file.read(), digest_size=_SIZE).digest()
    except (OSError, ValueError) as error:
        return repr(error).encode("utf-8", "backslashreplace")
