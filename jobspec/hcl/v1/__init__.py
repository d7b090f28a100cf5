"""HCL 1 and its JSON, as Nomad reads agent configs (hashicorp/hcl v1.0.1-nomad-1): text to a tree of items with their places.

HCL 1 is a language of its own: no expressions, blocks and attributes are the same thing, and its parser lets some broken text through.
What it lets through is noted as a `Slip`, so that somebody can be told.
"""

from __future__ import annotations

from jobspec.go_text import SPACES
from jobspec.hcl.v1.json_parser import JsonParser
from jobspec.hcl.v1.parser import Parser
from jobspec.hcl.v1.syntax import Parsed
from jobspec.source import Source

__all__ = ["is_json", "parse"]


def parse(source: Source) -> Parsed:
    """A file as a tree, or HCL 1's error: in JSON where it begins with a brace (hcl.lexMode)."""
    return JsonParser(source).parse() if is_json(source.text) else Parser(source).parse()


def is_json(text: str) -> bool:
    """Whether the first character that is no space is an opening brace."""
    return text.lstrip(SPACES).startswith("{")
