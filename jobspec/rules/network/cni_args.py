"""NET102: CNI arguments."""

from __future__ import annotations

from jobspec.go_text import quote
from jobspec.models.job_group import TaskGroup
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule


class InvalidCNIArgs(Rule):
    """CNI arguments that Nomad refuses.

    ## What it finds
    A `;` in a key or value of `cni { args = … }`; a key that another network of the group has, too.

    ## Why it matters
    Nomad refuses the job: plugins get all arguments as one text, with `;` between them.

    ## Example
        network {
          mode = "cni/mynet"
          cni {
            args = {
              ROUTES = "a;b"
            }
          }
        }

    ## Use instead
        network {
          mode = "cni/mynet"
          cni {
            args = {
              ROUTES = "a,b"
            }
          }
        }
    """

    code = "NET102"
    name = "invalid-cni-args"
    nomad = True

    def check_group(self, group: TaskGroup, context: Context) -> Findings:
        """structs.TaskGroup.validateNetworks."""
        seen: set[str] = set()
        for network in group.networks or ():
            if network.cni is None:
                continue
            place = network.cni.span_of("args")
            for key, value in (network.cni.args or {}).items():
                if key in seen:
                    yield self.at(
                        place,
                        f'CNI argument "{key}" is already set in another network of the group',
                        nomad=f"duplicate CNI arg {quote(key)}",
                    )
                seen.add(key)
                if ";" in key:
                    yield self.at(
                        place,
                        f'the name of CNI argument "{key}" contains ";", which separates arguments',
                        nomad=f"invalid ';' character in CNI arg key {quote(key)}",
                    )
                if ";" in value:
                    yield self.at(
                        place,
                        f'the value of CNI argument "{key}" contains ";", which separates arguments',
                        nomad=f"invalid ';' character in CNI arg value {quote(value)}",
                    )
