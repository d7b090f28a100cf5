"""HCL: text to a syntax tree in which every node knows its place."""

from __future__ import annotations

from jobspec.diagnostics import Result
from jobspec.hcl.native import parse_expression, parse_native, parse_template, parse_traversal
from jobspec.hcl.structure import Body
from jobspec.source import Source

__all__ = ["is_json", "parse", "parse_expression", "parse_native", "parse_template", "parse_traversal"]


def parse(source: Source) -> Result[Body]:
    """A job or variables file as a tree: HCL's JSON form where it begins with a brace, else the native syntax.

    The value is a `Body` whatever the errors (jobspec2.parseHCLOrJSON).
    """
    if is_json(source.text):
        from jobspec.hcl.json_parser import parse_json

        return parse_json(source)
    return parse_native(source)


def is_json(text: str) -> bool:
    """Whether the first character other than a blank is an opening brace (jobspec2.isJSON)."""
    return text.lstrip(" ").startswith("{")
