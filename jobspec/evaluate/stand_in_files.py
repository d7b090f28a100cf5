"""Files whose paths follow from stand-ins for values: they are not there, and that says nothing of the file that will be."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from typing import cast

from jobspec.evaluate.errors import FunctionError
from jobspec.evaluate.functions.signature import Context, Function
from jobspec.evaluate.values import Value, string


def with_stand_in_files(functions: Mapping[str, Function], values: Iterable[Value]) -> Mapping[str, Function]:
    """The functions, with a `file` that has a content for paths in which one of the values stands: the path itself, as any other text."""
    texts = [value.raw for value in values if isinstance(value.raw, str) and value.raw]
    if not texts:
        return functions
    within = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, texts))})(?!\w)")
    real = functions["file"]

    def file(arguments: Sequence[Value], context: Context | None) -> Value:
        try:
            return real.call(arguments, context)
        except FunctionError:
            path = arguments[0].raw
            if isinstance(path, str) and within.search(path):
                return string(path)
            raise

    return ChainMap({"file": Function(real.name, file, real.params, real.returns, real.variadic)}, _unchanged(functions))


def _unchanged(functions: Mapping[str, Function]) -> MutableMapping[str, Function]:
    """What a chain takes for its further maps, which it only reads."""
    return cast("MutableMapping[str, Function]", functions)
