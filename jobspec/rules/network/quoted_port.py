"""NET119: port numbers in quotes."""

from __future__ import annotations

from jobspec.diagnostics import Edit, Fix, Severity
from jobspec.models.job_network import NetworkResource
from jobspec.rules.context import Context
from jobspec.rules.network.ports import ports_of
from jobspec.rules.rule import Findings, Rule


class QuotedPort(Rule):
    """A port number that is written as a text.

    ## What it finds
    `static` or `to` of a port with a number in quotes.

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
        for port in ports_of(network):
            for name in ("static", "to"):
                span = port.span_of(name) if port.was_written(name) else None
                if span is None or not span.text.startswith('"') or not span.text.strip('"').isdigit():
                    continue
                number = span.text.strip('"')
                yield self.at(
                    span,
                    f'{name} of port "{port.label}" is the number {number} in quotes',
                    help=f"Write {name} = {number}.",
                    fix=Fix(message="remove the quotes", edits=(Edit(span=span, text=number),)),
                )
