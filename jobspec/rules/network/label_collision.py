"""NET107: port labels that become one variable name."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_network import Port
from jobspec.models.variables import clean_name
from jobspec.rules.context import Context
from jobspec.rules.network.ports import ports_of
from jobspec.rules.rule import Findings, Rule, related_to


class CollidingLabels(Rule):
    """Port labels that differ only in characters that variables cannot have.

    ## What it finds
    Two ports of a group whose labels are the same once everything but letters, digits and underscores is an underscore.

    ## Why it matters
    Both set `NOMAD_PORT_…`, `NOMAD_IP_…` and `NOMAD_ADDR_…` of one name, and a task sees only one of them.

    ## Example
        network {
          port "my-port" {}
          port "my_port" {}
        }

    ## Use instead
        network {
          port "my_port" {}
          port "my_other_port" {}
        }
    """

    code = "NET107"
    name = "colliding-labels"
    severity = Severity.WARNING

    def check_group(self, group: TaskGroup, context: Context) -> Findings:
        """client/taskenv/env.go."""
        seen: dict[str, Port] = {}
        for network in group.networks or ():
            for port in ports_of(network):
                name = clean_name(f"NOMAD_PORT_{port.label}")
                first = seen.setdefault(name, port)
                if first.label != port.label:
                    yield self.at(
                        port.span(),
                        f'port labels "{first.label}" and "{port.label}" both become {name}',
                        related=related_to(first.span(), "the other label"),
                        help="Rename one of them.",
                    )
