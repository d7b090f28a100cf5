"""`keyring` blocks: what their providers define has no names of its own, so that Nomad takes the keys that are left over
(config_parse.go parseKeyringConfigs)."""

from __future__ import annotations

from jobspec.decode.agent.draft import Draft, header
from jobspec.decode.agent.errors import WRONG_TYPE, DecodeError, panic
from jobspec.decode.agent.free import FreeMap, decode_free_map
from jobspec.go_text import quote
from jobspec.hcl.v1.syntax import Items


def read_keyrings(root: Items, drafts: list[Draft]) -> None:
    """Fill in the options of the providers, and sort them. The blocks of the file and the drafts are paired by number, as in Nomad."""
    for index, item in enumerate(root.matching("keyring").items):
        place = header(item) or (item.value.start, item.value.end)
        if index >= len(drafts):
            raise panic(f"runtime error: index out of range [{index}] with length {len(drafts)}",
                        "a keyring block needs its provider as a label", *place)
        draft = drafts[index]
        if not draft.unused:
            continue
        values: FreeMap = {}
        try:
            decode_free_map("root", item.value, place, values)
        except DecodeError as error:
            raise DecodeError(error.code, f"error parsing 'keyring': {error.message}", error.words, error.start, error.end) from None
        config: dict[str, str] = {}
        for key in draft.unused:
            value = values.get(key)
            if not isinstance(value, str):
                raise DecodeError(WRONG_TYPE, f"error parsing 'keyring': failed to decode key {quote(key)} to string",
                                  f'"{key}" of a keyring takes a text', *draft.written_at(key, place), "write the value in double quotes")
            config[key] = value
        draft.fields["config"] = config
        draft.unused = []


def keyring_name(draft: Draft) -> str:
    """What keyrings are sorted by (KEKProviderConfig.ID)."""
    name, provider = draft.get("name"), str(draft.get("provider"))
    return f"{provider}.{name}" if name else provider
