"""AGT201: broken text that HCL 1 lets through."""

from __future__ import annotations

from jobspec.decode.agent.file import AgentFile
from jobspec.diagnostics import Severity, Span
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings


class ToleratedSyntax(AgentRule):
    """Broken text that Nomad reads without a word.

    ## What it finds
    A name without a value at the end of a file, a value missing before a closing brace, JSON that ends too early, has a comma missing,
    or has something behind its end.

    ## Why it matters
    Nomad drops what it does not understand, and sometimes all that follows. Nobody is told.

    ## Example
        datacenter = "dc1"
        name =

    ## Use instead
        datacenter = "dc1"
        name       = "edge-1"
    """

    code = "AGT201"
    name = "tolerated-syntax"
    severity = Severity.WARNING

    def check_file(self, file: AgentFile) -> Findings:
        for slip in file.slips:
            yield self.at(Span(file.source, slip.start, slip.end), f"{slip.words}; Nomad lets it through")
