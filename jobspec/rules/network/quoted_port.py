"""NET119: port numbers in quotes."""

from __future__ import annotations

from jobspec.diagnostics import Edit, Fix, Severity, Span
from jobspec.models.job_network import NetworkResource
from jobspec.rules.context import Context
from jobspec.rules.network.ports import ports_of
from jobspec.rules.rule import Findings, Rule


class QuotedPort(Rule):
    """A port number that is written as a text.

    ## What it finds
    `static` or `to` of ports with a number in quotes; one finding a network.

    ## Why it matters
    Nomad converts it, so that the job works. Next to ports in services and `ports` of a driver, where a text is a label, a number in
    quotes is easily misread.

    ## Example
        network {
          port "http" {
            static = "8080"
          }
        }

    ## Use instead
        network {
          port "http" {
            static = 8080
          }
        }
    """

    code = "NET119"
    name = "quoted-port"
    severity = Severity.INFO

    def check_network(self, network: NetworkResource, context: Context) -> Findings:
        """jobspec2: gohcl converts texts to numbers."""
        found: list[tuple[str, Span]] = []
        for port in ports_of(network):
            for name in ("static", "to"):
                span = port.span_of(name) if port.was_written(name) else None
                if span is not None and span.text.startswith('"') and span.text.strip('"').isdigit():
                    found.append((f'{name} of port "{port.label}"', span))
        if not found:
            return
        what, first = found[0]
        several = f"; {len(found)} such numbers in this network" if found[1:] else ""
        yield self.at(
            first,
            f"{what} is the number {first.text.strip(_QUOTE)} in quotes{several}",
            help="Nomad takes it as it is; numbers are written without quotes.",
            fix=Fix(message="remove the quotes", edits=tuple(Edit(span=span, text=span.text.strip(_QUOTE)) for _, span in found)),
        )


_QUOTE = '"'
