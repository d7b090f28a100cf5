"""Errors that evaluation raises internally and turns into diagnostics at the expression where they belong."""

from __future__ import annotations

from typing import Union

#: Where in a value an error happened: attribute names and map keys as text, positions as numbers.
Path = tuple[Union[str, int], ...]


class ConversionError(Exception):
    """A value that does not convert to a type; `message` in cty's words (convert.Convert)."""

    def __init__(self, message: str, path: Path = ()) -> None:
        super().__init__(message)
        self.message = message
        self.path = path


class FunctionError(Exception):
    """A function refuses its arguments (function.ArgError, or a plain error where `argument` is None).

    `argument` is the 0-based position of the argument to blame. `nomad` is off where Nomad would go on: what is refused here goes
    beyond what jobspec is ready to read or compute. `help` says what to do.
    """

    def __init__(self, message: str, argument: int | None = None, nomad: bool = True, help: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.argument = argument
        self.nomad = nomad
        self.help = help


class OperationError(Exception):
    """Arithmetic that has no result, in the words of the panic that Go raises (big.ErrNaN)."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
