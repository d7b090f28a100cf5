"""Variables, their values and rules, and locals, up to the scope of a job."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from jobspec.diagnostics import Diagnostic, Severity
from jobspec.evaluate.inputs import job_scope
from jobspec.evaluate.scope import Scope
from jobspec.evaluate.values import UNKNOWN, Value
from jobspec.hcl import parse
from jobspec.hcl.content import BlockSchema, BodySchema, content
from jobspec.source import Source

Plain = Callable[[Value], object]
TOP = BodySchema((), (BlockSchema("variables"), BlockSchema("variable", ("name",)), BlockSchema("locals"), BlockSchema("job", ("name",))))


def read(text: str, arguments: Sequence[str] = (), files: Sequence[str] = (), environ: Mapping[str, str] | None = None,
         strict: bool = True) -> tuple[Scope, list[Diagnostic]]:
    source = Source(text, "job.nomad")
    body = parse(source).value
    assert body is not None
    diagnostics: list[Diagnostic] = []
    bodies = [parse(Source(file, "vars.hcl")).value for file in files]
    scope = job_scope(content(body, TOP, diagnostics).blocks, source, environ or {}, [b for b in bodies if b is not None], arguments,
                      strict, {}, None, None, diagnostics)
    return scope, diagnostics


def held(scope: Scope, root: str, name: str) -> Value:
    assert scope.variables is not None
    raw = scope.variables[root].raw
    assert isinstance(raw, dict)
    return raw[name]


def test_arguments_win_over_files_over_environment_over_default(plain: Plain) -> None:
    text = 'variable "a" { default = "default" }'
    for arguments, files, environ, expected in (
        ((), (), {}, "default"),
        ((), (), {"NOMAD_VAR_a": "env", "a": "no"}, "env"),
        ((), ('a = "file"',), {"NOMAD_VAR_a": "env"}, "file"),
        (("a=1st", "a=2nd"), ('a = "file"',), {"NOMAD_VAR_a": "env"}, "2nd"),
        ((), ('a = "1st"', '{"a": "2nd"}'), {}, "2nd"),
    ):
        scope, diagnostics = read(text, arguments, files, environ)
        assert not diagnostics
        assert plain(held(scope, "var", "a")) == expected


@pytest.mark.parametrize(("type", "given", "expected"), [
    ("string", "[1]", "[1]"),
    ("number", "5.0", 5),
    ("bool", "true", True),
    ("list(string)", '["a", 1]', ["a", "1"]),
    ("map(number)", '{a = "1"}', {"a": 1}),
    ("set(string)", '["b", "a", "b"]', ["a", "b"]),
    ("object({a = string, b = number})", '{a = 1, b = 2, c = 3}', {"a": "1", "b": 2}),
    ("tuple([string, bool])", '["x", "true"]', ["x", True]),
])
def test_values_take_the_type_of_their_variable(type: str, given: str, expected: object, plain: Plain) -> None:
    scope, diagnostics = read(f'variable "a" {{ type = {type} }}', [f"a={given}"])
    assert not diagnostics
    assert plain(held(scope, "var", "a")) == expected


def test_without_type_and_default_any_argument_is_text(plain: Plain) -> None:
    scope, _ = read('variable "a" {}', ["a=[1"])
    assert plain(held(scope, "var", "a")) == "[1"


@pytest.mark.parametrize(("text", "words", "column"), [
    ('variable "a" { type = any }', "Invalid type specification; The keyword \"any\" cannot be used in this type specification: "
                                    "an exact type is required.", 23),
    ('variable "a" { type = list }', "Invalid type specification; The list type constructor requires one argument specifying the element "
                                     "type.", 23),
    ('variable "a" { type = object({ b = optional(string) }) }', "Invalid type specification; Optional attribute modifier is only for type "
                                                                 "constraints, not for exact types.", 36),
    ('variable "a" { default = upper("x") }', "Function calls not allowed; Functions may not be called here.", 26),
    ('variable "a" { default = var.b }', "Variables not allowed; Variables may not be used here.", 26),
    ('variable "1a" { default = 1 }', "Invalid variable name; A name must start with a letter or underscore and may contain only letters, "
                                      "digits, underscores, and dashes.", 10),
    ('variables { a = nope }', "Variables not allowed; Variables may not be used here.", 17),
    ('variable "a" {\n default = "x"\n type = number\n}',
     "Invalid default value for variable; This default value is not compatible with the "
                                                       "variable's type constraint: a number is required.", 12),
])
def test_wrong_declarations(text: str, words: str, column: int) -> None:
    _, diagnostics = read(text)
    assert (diagnostics[0].nomad_message, diagnostics[0].column) == (words, column)


def test_unset_variables_have_no_place_but_their_declaration_is_named() -> None:
    scope, diagnostics = read('variable "a" {\n  type = string\n}')
    assert diagnostics[0].span is None
    assert diagnostics[0].related[0].span.line == 1
    assert held(scope, "var", "a").raw is UNKNOWN


def test_two_declarations_of_one_name_are_refused_whatever_their_kind() -> None:
    _, diagnostics = read('variables { a = 1 }\nvariable "a" { default = 2 }')
    assert [d.nomad_message for d in diagnostics] == ["Duplicate variable; Duplicate a variable definition found."]


def test_values_for_undeclared_variables() -> None:
    assert [d.severity for d in read("", ["b=1"], ["c = 1"])[1]] == [Severity.ERROR, Severity.ERROR]
    assert [d.severity for d in read("", ["b=1"], ["c = 1"], strict=False)[1]] == [Severity.WARNING, Severity.WARNING]
    assert not read("", environ={"NOMAD_VAR_b": "1"})[1]


def test_a_declaration_in_a_variable_file_ends_the_reading_of_values() -> None:
    _, diagnostics = read('variable "a" { default = 1 }', ["nope=1"], ['variable "a" {}'])
    assert len(diagnostics) == 1 and (diagnostics[0].nomad_message or "").startswith("Variable declaration in a .var file; ")


def test_rules_judge_the_value_that_counts() -> None:
    text = 'variable "a" {\n  default = 1\n  validation {\n    condition = var.a > 3\n    error_message = "Too small."\n  }\n}'
    _, diagnostics = read(text)
    assert diagnostics[0].line == 2 and diagnostics[0].column == 13
    assert diagnostics[0].nomad_message == \
        "Invalid value for default variable; Too small.\n\nThis was checked by the validation rule at job.nomad:3,3-13."
    assert not read(text, ["a=4"])[1]


def test_a_rule_may_only_refer_to_its_own_variable() -> None:
    text = 'variable "a" {\n  default = 1\n  validation {\n    condition = [for x in [var.b] : x][0]\n    error_message = "no"\n  }\n}'
    summaries = [(d.nomad_message or "").split(";")[0] for d in read(text)[1]]
    assert summaries == ["Invalid reference in variable validation", "Invalid variable validation condition", "Unsupported attribute"]


def test_locals_may_stand_in_any_order(plain: Plain) -> None:
    scope, diagnostics = read('locals {\n  c = "${local.b}!"\n  b = local.a + 1\n}\nlocals { a = 1 }')
    assert not diagnostics
    assert plain(held(scope, "local", "c")) == "2!"


def test_a_cycle_of_locals_is_one_error_that_names_them_all() -> None:
    _, diagnostics = read("locals {\n  x = local.a\n  a = local.b\n  b = local.a\n}")
    assert len(diagnostics) == 1
    assert diagnostics[0].message == "these locals need each other: local.a → local.b → local.a"
    assert [place.span.line for place in diagnostics[0].related] == [3, 4]
    assert diagnostics[0].nomad_message == 'Unsupported attribute; This object does not have an attribute named "b".'


def test_only_the_local_that_is_wrong_itself_is_reported() -> None:
    _, diagnostics = read("locals {\n  a = local.b\n  b = nope()\n}")
    assert [(d.line, d.code) for d in diagnostics] == [(3, "HCL311")]


@pytest.mark.parametrize(
    ("blocks", "line"),
    [
        ("locals { a = local.b }\nlocals { b = nope() }", 2),
        ("locals { a = local.a }\nlocals { b = local.a }", 2),
        ("locals { b = local.a }\nlocals { a = local.a }", 2),
        ("locals { a = local.b }\nlocals { b = local.a }", 2),
        ("locals { a = nope() }\nlocals { b = local.a }\nlocals { c = 1 }", 2),
        ("locals { a = nope() }\nlocals { b = local.a }\nlocals { c = local.b }", 3),
        ("locals { a = nope() }\nlocals { a = local.b }", 2),
    ],
)
def test_of_locals_in_blocks_of_their_own_the_one_that_nomad_tries_last_comes_first(blocks: str, line: int) -> None:
    _, diagnostics = read(blocks)
    assert diagnostics[0].line == line


def test_locals_keep_runtime_references_as_text(plain: Plain) -> None:
    scope, _ = read('locals { a = "${attr.cpu.arch}" }')
    assert plain(held(scope, "local", "a")) == "${attr.cpu.arch}"


def test_json_files_write_types_and_conditions_as_text(plain: Plain) -> None:
    text = """{"variable": {"a": {"type": "list(string)", "default": ["x"],
               "validation": {"condition": "${var.a[0] == \\"y\\"}", "error_message": "no"}}}}"""
    scope, diagnostics = read(text, ['a=["y"]'])
    assert not diagnostics
    assert plain(held(scope, "var", "a")) == ["y"]
    assert [(d.nomad_message or "").split(";")[0] for d in read(text)[1]] == ["Invalid value for default variable"]
    _, diagnostics = read('{"variable": {"a": {"type": "list(strin)"}}}')
    assert (diagnostics[0].code, diagnostics[0].column) == ("HCL370", 34)  # counted from the quote, as Nomad does
    assert read('{"variable": {"a": {"type": 1}}}')[1][0].code == "HCL370"
