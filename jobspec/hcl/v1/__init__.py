"""HCL 1 and its JSON, as Nomad reads agent configs (hashicorp/hcl v1.0.1-nomad-1): text to a tree of items with their places.

HCL 1 is a language of its own: no expressions, blocks and attributes are the same thing, and its parser lets some broken text through.
What it lets through is noted as a `Slip`, so that somebody can be told.
"""

from __future__ import annotations

from jobspec.hcl.v1.json_parser import JsonParser
from jobspec.hcl.v1.parser import Parser
from jobspec.hcl.v1.syntax import Parsed
from jobspec.source import Source

__all__ = ["is_json", "parse"]

#: What Go's unicode.IsSpace takes for a space, as far as Python's own idea differs: it does not take the separators U+001C to U+001F.
_SPACES = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"


def parse(source: Source) -> Parsed:
    """A file as a tree, or HCL 1's error: in JSON where it begins with a brace (hcl.lexMode)."""
    return JsonParser(source).parse() if is_json(source.text) else Parser(source).parse()


def is_json(text: str) -> bool:
    """Whether the first character that is no space is an opening brace."""
    return text.lstrip(_SPACES).startswith("{")
