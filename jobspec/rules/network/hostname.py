"""NET104: hostnames."""

from __future__ import annotations

from jobspec.models.job_network import NetworkResource
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule

LONGEST_NAME = 256
LONGEST_LABEL = 63


class InvalidHostname(Rule):
    """A hostname that is not a DNS name.

    ## What it finds
    `hostname` with an empty part (two dots in a row, or one at the start), a part of more than 63 bytes, or more than 254 bytes in
    all. A hostname with a `${…}` is not looked at.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        network {
          mode     = "bridge"
          hostname = "web..internal"
        }

    ## Use instead
        network {
          mode     = "bridge"
          hostname = "web.internal"
        }
    """

    code = "NET104"
    name = "invalid-hostname"
    nomad = True

    def check_network(self, network: NetworkResource, context: Context) -> Findings:
        """structs.TaskGroup.validateNetworks; dns.IsDomainName of miekg/dns."""
        hostname = network.hostname
        if context.task is None and hostname and "${" not in hostname and not is_domain_name(hostname):
            yield self.at(
                network.span_of("hostname"),
                f'hostname "{hostname}" is not a DNS name',
                nomad="Hostname is not a valid DNS name",
                help="Expected parts of 1 to 63 characters with single dots between them.",
            )


def is_domain_name(name: str) -> bool:
    r"""Whether miekg/dns takes a name: `\.` is a dot inside of a part, `\065` a byte by its number."""
    data = name.encode("utf-8", "surrogateescape")
    if not data.endswith(b".") or _odd_backslashes_before_last(data):
        data += b"."
    if data == b".":
        return True
    position = begin = length = 0
    after_dot = escaped = False
    while position < len(data):
        byte = data[position]
        if byte == 0x5C:
            escaped = not escaped
            skipped = 3 if data[position + 1 : position + 4].isdigit() and position + 3 < len(data) else 1
            position += skipped
            begin += skipped
            after_dot = False
        elif byte == 0x2E:
            escaped = False
            size = position - begin
            length += 1 + size
            if position == 0 or after_dot or size > LONGEST_LABEL or length > LONGEST_NAME:
                return False
            after_dot = True
            begin = position + 1
        else:
            escaped = after_dot = False
        position += 1
    return not escaped


def _odd_backslashes_before_last(data: bytes) -> bool:
    body = data[:-1]
    return (len(body) - len(body.rstrip(b"\\"))) % 2 == 1
