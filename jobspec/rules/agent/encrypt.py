"""AGT104: the key of the gossip between servers."""

from __future__ import annotations

import re

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


_WHOLE = re.compile(r"[A-Za-z0-9+/]*", re.ASCII)


def _corrupt_byte(text: str) -> int | None:
    """The byte at which Go's base64.StdEncoding stops; None for good text. Line ends count for nothing."""
    bare = text.replace("\r", "").replace("\n", "")
    good = _WHOLE.match(bare)
    assert good is not None
    length = good.end()
    padding = bare[length:]
    wanted = "=" * (-length % 4) if length % 4 != 1 else "?"
    if padding == wanted or (not padding and length % 4 == 0):
        return None
    return length - length % 4 if not padding else length
