"""yamldecode and yamlencode (go-cty-yaml cty_funcs.go)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jobspec.evaluate.equality import is_wholly_known
from jobspec.evaluate.functions.arguments import text
from jobspec.evaluate.functions.signature import Context, Function, Param
from jobspec.evaluate.functions.yaml_reading import read_yaml
from jobspec.evaluate.functions.yaml_writing import yaml_of
from jobspec.evaluate.types import DYNAMIC, STRING
from jobspec.evaluate.values import Value, string, unknown_of


def _yamldecode(args: Sequence[Value], _: Context | None) -> Value:
    return read_yaml(text(args[0]))


def _yamlencode(args: Sequence[Value], _: Context | None) -> Value:
    return string(yaml_of(args[0])) if is_wholly_known(args[0]) else unknown_of(STRING)


FUNCTIONS: Final = (
    Function("yamldecode", _yamldecode, (Param("src", STRING),), DYNAMIC),
    Function("yamlencode", _yamlencode, (Param("value", DYNAMIC, allow_null=True, allow_dynamic=True),), STRING),
)
