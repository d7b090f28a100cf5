"""Random text against HashiCorp's own parser (pygohcl): the same acceptance, the same first place, the same text values."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobspec.hcl import parse_native
from jobspec.hcl.syntax import Template
from jobspec.source import Source

pygohcl = pytest.importorskip("pygohcl", reason="pygohcl, HashiCorp's own parser, is not installed")

PIECES = [
    "a", "b = 1\n", '"', '"s"', "\n", "{", "}", "[", "]", "(", ")", "=", " ", "\t", ",", ".", "*", "+", "-", "/", "%", "!", "?", ":",
    "::", "...", "..", "=>", "==", "!=", "<", "<=", "&&", "||", "&", "|", "~", "^", "~}", "${", "%{", "$${", "%%{", "$", "if ", "else",
    "endif", "endfor", "for ", "in ", "true", "null", "1", "1.5", "1e5", "2.", ".5", "<<E\n", "<<-E\n", "E\n", "  E\n", "\nE\n", "# c\n",
    "// c\n", "/* c */", "/*", "#", "\\n", "\\", "\\u00e9", "\\q", "é", "e\u0301", "中", "“", "'", "`", ";", "\r\n", "\r", "a = ", "a {\n",
    'a "b" {\n', "}\n", 'a = "x"\n', "a = [\n", '"${', '}"', "%{ if true }", "%{ endif }", "%{~ for x in y ~}", "%{ endfor }", ".0", "[*]",
    ".*", "@", "\u00a0", " \n", "f(", "    x\n", "  ${1}\n", "\t y\n",
]
FRAMES = ["{}", "a = {}\n", 'a = "{}"\n', "a = <<E\n{}\nE\n", "a = <<-E\n  {}\n    E\n", "b {{\n{}\n}}\n", "b {{ {} }}\n"]
PLACE = re.compile(r"tmp\.hcl:(\d+),(\d+)")
#: Errors of evaluation, which a parser does not see.
EVALUATION = re.compile(r"Unsupported|Invalid operand|Variables not allowed|Function calls not allowed|Unknown variable|Invalid index|"
                        r"Incorrect|Inconsistent|Iteration over|Call to|Division|Duplicate|Invalid template interpolation value|Error in|"
                        r"unsupported|Attempt|Null |Invalid object key|Unsuitable|Ambiguous|"
                        # pygohcl itself gives up on null in a template, which HCL reads.
                        r"panic HCL: value is null")


@settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(FRAMES), st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
def test_reads_as_hashicorps_parser_does(frame: str, pieces: list[str]) -> None:
    text = frame.format("".join(pieces))
    result = parse_native(Source(text, "tmp.hcl"))
    try:
        values = pygohcl.loads(text)
    except (pygohcl.HCLParseError, pygohcl.HCLInternalError) as error:
        theirs = str(error)
        if not result.diagnostics:
            assert EVALUATION.search(theirs), (text, theirs)
            return
        match = PLACE.search(theirs)
        if match is not None:
            first = result.diagnostics[0]
            assert (first.line, first.column) == (int(match[1]), int(match[2])), (text, theirs, first.message)
        return
    assert not result.diagnostics, (text, result.diagnostics[0].message)
    assert result.value is not None
    attribute = result.value.attributes.get("a")
    if attribute is not None and isinstance(attribute.expression, Template) and attribute.expression.literal is not None:
        assert values["a"] == attribute.expression.literal, text
