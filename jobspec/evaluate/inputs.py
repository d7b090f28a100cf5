"""The scope of a job file: variables with their values, locals, functions (jobspec2/types.config.go decodeBody, EvalContext)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from jobspec.diagnostics import Diagnostic
from jobspec.evaluate.assignments import collect_values
from jobspec.evaluate.locals import collect_locals, evaluate_locals
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.values import object_of
from jobspec.evaluate.variables import Variable, declare_variables, variable_values
from jobspec.hcl.structure import Block, Body
from jobspec.source import Source

if TYPE_CHECKING:
    from jobspec.evaluate.functions.signature import Context, Function
    from jobspec.evaluate.values import Value

#: No stand-ins.
NONE: Final[Mapping[str, Value]] = {}


def job_scope(blocks: list[Block], source: Source, environ: Mapping[str, str], files: Sequence[Body], arguments: Sequence[str],
              strict: bool, functions: Mapping[str, Function], context: Context | None, rule_context: Context | None,
              diagnostics: list[Diagnostic], stand_ins: Mapping[str, Value] = NONE) -> Scope:
    """The scope in which the job block is evaluated, with errors in the order in which Nomad finds them.

    `blocks` are those of the file's top level. `environ` holds `NOMAD_VAR_…`, `files` are parsed variable files, `arguments`
    `name=value` texts. `context` is for functions in the job, `rule_context`, which allows no files, for those in the
    validation rules of variables. Where errors were appended, Nomad does not go on to the job block. `stand_ins` are for variables
    without a value.
    """
    variables = declare_variables(blocks, source, diagnostics)
    definitions = collect_locals(blocks, diagnostics)
    collect_values(variables, environ, files, arguments, strict, diagnostics)
    values = variable_values(variables, functions, rule_context, diagnostics, stand_ins)
    scope = Scope(source, {"var": object_of(values), "local": object_of({})}, functions, context, runtime_text=True)
    evaluate_locals(definitions, scope, diagnostics)
    return scope


def unset_variables(blocks: list[Block], source: Source, environ: Mapping[str, str], files: Sequence[Body],
                    arguments: Sequence[str]) -> list[Variable]:
    """The declared variables to which neither the file nor anything outside gives a value."""
    variables = declare_variables(blocks, source, [])
    collect_values(variables, environ, files, arguments, False, [])
    return [variable for variable in variables.values() if not variable.assignments]
