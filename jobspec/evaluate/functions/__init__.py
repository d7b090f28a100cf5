"""The functions of Nomad's job language (jobspec2/functions.go). A family is imported when one of its functions is first called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Final

from jobspec.evaluate.functions.signature import Function

#: Modules of this package, and the functions that each defines.
_FAMILIES: Final[dict[str, tuple[str, ...]]] = {
    "collections": ("chunklist", "coalesce", "coalescelist", "compact", "concat", "contains", "distinct", "element", "flatten", "index",
                    "length", "range", "slice"),
    "crypto": ("bcrypt", "md5", "rsadecrypt", "sha1", "sha256", "sha512"),
    "csv": ("csvdecode",),
    "dates": ("formatdate", "timeadd"),
    "encoding": ("base64decode", "base64encode", "jsondecode", "jsonencode", "urlencode"),
    "files": ("abspath", "basename", "dirname", "file", "filebase64", "fileexists", "fileset", "pathexpand"),
    "format": ("format", "formatlist"),
    "identity": ("uuidv4", "uuidv5"),
    "maps": ("keys", "lookup", "merge", "values", "zipmap"),
    "network": ("cidrhost", "cidrnetmask", "cidrsubnet", "cidrsubnets"),
    "numbers": ("abs", "ceil", "floor", "log", "max", "min", "parseint", "pow", "signum"),
    "regexps": ("regex_replace",),
    "sets": ("setintersection", "setproduct", "setunion"),
    "strings": ("chomp", "indent", "join", "lower", "replace", "reverse", "sort", "split", "strlen", "strrev", "substr", "title", "trim",
                "trimprefix", "trimspace", "trimsuffix", "upper"),
    "types": ("can", "convert", "try"),
    "yaml": ("yamldecode", "yamlencode"),
}


class FunctionTable(Mapping[str, Function]):
    """Functions by name."""

    __slots__ = ("_families", "_loaded")

    def __init__(self, families: Mapping[str, tuple[str, ...]]) -> None:
        self._families = {name: family for family, names in families.items() for name in names}
        self._loaded: dict[str, Function] = {}

    def __getitem__(self, name: str) -> Function:
        found = self._loaded.get(name)
        if found is None:
            module = import_module(f"{__name__}.{self._families[name]}")
            self._loaded.update((function.name, function) for function in module.FUNCTIONS)
            found = self._loaded[name]
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._families

    def __iter__(self) -> Iterator[str]:
        return iter(self._families)

    def __len__(self) -> int:
        return len(self._families)


FUNCTIONS: Final = FunctionTable(_FAMILIES)
