"""AGT104: the key of the gossip between servers."""

from __future__ import annotations

from jobspec.models.agent_config import AgentConfig
from jobspec.models.agent_server import ServerConfig
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings


class InvalidEncryptKey(AgentRule):
    """A gossip key that is not base64.

    ## What it finds
    `encrypt` of a server with anything that is not base64.

    ## Why it matters
    The agent does not start. `nomad operator gossip keyring generate` makes a good key.

    ## Example
        server {
          encrypt = "secret!"
        }

    ## Use instead
        server {
          encrypt = "cg8StVXbQJ0gPvMd9o7yrg=="
        }
    """

    code = "AGT104"
    name = "invalid-encrypt-key"
    nomad = True

    def check_server(self, server: ServerConfig, config: AgentConfig) -> Findings:
        place = _corrupt_byte(server.encrypt)
        if place is not None:
            yield self.at(server.span_of("encrypt"), "the gossip key is not base64",
                          help="make one with `nomad operator gossip keyring generate`",
                          nomad=f"Invalid encryption key: illegal base64 data at input byte {place}")


_ALPHABET = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")


def _corrupt_byte(text: str) -> int | None:
    """The byte at which Go's base64.StdEncoding stops; None for good text. Line ends count for nothing."""
    data = text.encode("utf-8", "surrogateescape")
    significant = [index for index, byte in enumerate(data) if byte not in b"\r\n"]
    for position, index in enumerate(significant):
        if data[index] in _ALPHABET:
            continue
        in_group = position % 4
        if data[index] != ord("=") or in_group < 2:
            return index
        behind = significant[position + 1 :]
        if in_group == 2:
            if not behind:
                return len(data)
            if data[behind[0]] != ord("="):
                return behind[0] - 1
            behind = behind[1:]
        return behind[0] if behind else None
    return len(data) - len(significant) % 4 if len(significant) % 4 else None
