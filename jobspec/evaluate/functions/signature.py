"""What a function takes and gives (go-cty function.Spec, function.Parameter)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jobspec.evaluate.reads import Reads
from jobspec.evaluate.types import DYNAMIC, Type
from jobspec.evaluate.values import Value


class Context:
    """What functions may see of the world outside the file.

    `base_dir` is where relative paths start. With `allow_files` off, the functions that deal with files and paths are errors, as
    Nomad has it in the validation rules of variables. Files outside `base_dir` are not read unless `allow_outside` is on.
    `home` stands for `~`; None means the home directory of whoever runs this. `reads` notes which files were looked at. `folder` is
    the one in which the job file stands; empty where it is the current one or not known.
    """

    __slots__ = ("allow_files", "allow_outside", "base_dir", "folder", "home", "reads")

    def __init__(self, base_dir: str = ".", allow_files: bool = True, allow_outside: bool = False, home: str | None = None,
                 reads: Reads | None = None, folder: str = "") -> None:
        self.folder = folder
        self.base_dir = base_dir
        self.allow_files = allow_files
        self.allow_outside = allow_outside
        self.home = home
        self.reads = Reads() if reads is None else reads


class Param:
    """A parameter. Arguments are converted to `type` before the call.

    DYNAMIC takes any value as it is; the types of `jobspec.evaluate.closures` take the expression or the type itself. Null, unknown
    and dynamically typed arguments only reach a function that allows them here.
    """

    __slots__ = ("allow_dynamic", "allow_null", "allow_unknown", "name", "type")

    def __init__(self, name: str, type: Type = DYNAMIC, allow_null: bool = False, allow_unknown: bool = False,
                 allow_dynamic: bool = False) -> None:
        self.name = name
        self.type = type
        self.allow_null = allow_null
        self.allow_unknown = allow_unknown
        self.allow_dynamic = allow_dynamic


#: Arguments, and the context of the call, to the result. Raises FunctionError, ConversionError, or OperationError for a panic of Go's.
Implementation = Callable[[Sequence[Value], "Context | None"], Value]


class Function:
    """A function of the language. `returns` is the type of its result, DYNAMIC where that follows from the arguments."""

    __slots__ = ("call", "name", "params", "returns", "variadic")

    def __init__(self, name: str, call: Implementation, params: tuple[Param, ...], returns: Type, variadic: Param | None = None) -> None:
        self.name = name
        self.call = call
        self.params = params
        self.returns = returns
        self.variadic = variadic
