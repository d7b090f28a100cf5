"""AGT206: host networks."""

from __future__ import annotations

from ipaddress import ip_interface

from jobspec.diagnostics import Severity
from jobspec.models.agent_client import ClientConfig, ClientHostNetworkConfig, ClientHostVolumeConfig
from jobspec.models.agent_config import AgentConfig
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings, related_to


class BadHostNetwork(AgentRule):
    """A host network whose addresses are not addresses.

    ## What it finds
    A `cidr` of a `host_network` that is no network, or has blanks around its commas; a host network with neither `cidr` nor `interface`.

    ## Why it matters
    Nomad passes over what it cannot read: the host network then has no address, and jobs that ask for it are never placed. Without both,
    every address of the node belongs to it.

    ## Example
        client {
          host_network "public" {
            cidr = "203.0.113.0"
          }
        }

    ## Use instead
        client {
          host_network "public" {
            cidr = "203.0.113.0/24"
          }
        }
    """

    code = "AGT206"
    name = "bad-host-network"
    severity = Severity.WARNING

    def check_host_network(self, network: ClientHostNetworkConfig, client: ClientConfig) -> Findings:
        """client/fingerprint/network.go deriveAddressAliases"""
        for cidr in network.cidr.split(",") if network.cidr else ():
            problem = cidr_problem(cidr)
            if problem is not None:
                yield self.at(network.span_of("cidr"), f'"{cidr}" is no network: {problem}', help=_template_advice(network.cidr))
        if not network.cidr and not network.interface and network.origin is not None:
            yield self.at(network.span(), f'host network "{network.name}" has neither cidr nor interface: all addresses belong to it')


def cidr_problem(text: str) -> str | None:
    """What keeps net.ParseCIDR from taking a text."""
    if text != text.strip():
        return "there is a blank in it"
    address, slash, length = text.partition("/")
    if not slash:
        return "the length of its prefix is missing"
    if not (length.isascii() and length.isdigit()):
        return f'"{length}" is no length of a prefix'
    try:
        ip_interface(text)
    except ValueError:
        return f'"{address}" is no address, or the prefix is too long for it'
    return None


def _template_advice(text: str) -> str | None:
    return "templates are not filled in here" if "{{" in text or "${" in text else None


class RepeatedName(AgentRule):
    """Two host networks, or two host volumes, of one name.

    ## What it finds
    A `host_network` or `host_volume` whose name another one has, in the same file or (host networks) in another.

    ## Why it matters
    Only the last one counts. A host network does not cover the addresses of both; `cidr` takes several, separated by commas.

    ## Example
        client {
          host_network "public" {
            cidr = "203.0.113.0/24"
          }
          host_network "public" {
            cidr = "2001:db8::/64"
          }
        }

    ## Use instead
        client {
          host_network "public" {
            cidr = "203.0.113.0/24,2001:db8::/64"
          }
        }
    """

    code = "AGT207"
    name = "repeated-name"
    severity = Severity.WARNING

    def check_client(self, client: ClientConfig, config: AgentConfig) -> Findings:
        yield from self._repeated("host network", client.host_networks or ())
        yield from self._repeated("host volume", client.host_volumes or ())

    def _repeated(self, kind: str, items: tuple[ClientHostNetworkConfig, ...] | tuple[ClientHostVolumeConfig, ...]) -> Findings:
        seen: dict[str, ClientHostNetworkConfig | ClientHostVolumeConfig] = {}
        for item in items:
            earlier = seen.get(item.name)
            if earlier is not None:
                yield self.at(item.span(), f'there is a second {kind} "{item.name}": it takes the place of the first',
                              related=related_to(earlier.span(), "the first one"))
            seen[item.name] = item
