"""How much a function may make: Nomad would go on until the machine's memory is full."""

from __future__ import annotations

from typing import Final

from jobspec.evaluate.errors import FunctionError

#: Characters in a result.
LARGEST_TEXT: Final = 16 * 1024 * 1024
#: Elements in a result.
LARGEST_COLLECTION: Final = 100_000


def check_text(length: int, argument: int | None = None) -> None:
    """Refuse a result of more than LARGEST_TEXT characters before it is made."""
    if length > LARGEST_TEXT:
        raise FunctionError(f"the result would have {length} characters, and jobspec makes texts of up to {LARGEST_TEXT}", argument,
                            nomad=False)


def check_collection(length: int) -> None:
    """Refuse a result of more than LARGEST_COLLECTION elements before it is made."""
    if length > LARGEST_COLLECTION:
        raise FunctionError(f"the result would have {length} elements, and jobspec makes collections of up to {LARGEST_COLLECTION}",
                            nomad=False)
