"""What a function takes and gives (go-cty function.Function, function.Spec).

`evaluate/calls.py` counts, evaluates and converts arguments by these declarations, and keeps null, unknown and dynamic
values away from functions that did not ask for them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobspec.evaluate.types import Type
    from jobspec.evaluate.values import Value


class Param:
    """One parameter: its name in messages, the type that arguments are converted to, and which odd values it takes."""

    __slots__ = ("allow_dynamic", "allow_null", "allow_unknown", "name", "type")

    def __init__(self, name: str, type: Type, allow_null: bool = False, allow_unknown: bool = False, allow_dynamic: bool = False) -> None:
        self.name = name
        self.type = type
        self.allow_null = allow_null
        self.allow_unknown = allow_unknown
        self.allow_dynamic = allow_dynamic


class Context:
    """What functions may know of the world: the folder that file names are relative to, and whether files outside of it may be read."""

    __slots__ = ("allow_outside", "base_dir")

    def __init__(self, base_dir: str, allow_outside: bool = False) -> None:
        self.base_dir = base_dir
        self.allow_outside = allow_outside


class Function:
    """A function of the job language.

    `call` gets converted arguments and the context (None where the language has no files); it returns a value or raises
    `FunctionError`, `ConversionError` or `OperationError` (jobspec.evaluate.errors).
    """

    __slots__ = ("call", "name", "params", "variadic")

    def __init__(self, name: str, params: tuple[Param, ...], call: Callable[[list[Value], Context | None], Value],
                 variadic: Param | None = None) -> None:
        self.name = name
        self.params = params
        self.call = call
        self.variadic = variadic
