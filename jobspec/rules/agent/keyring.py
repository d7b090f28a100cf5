"""AGT122: key services of servers."""

from __future__ import annotations

from jobspec.go_text import quote
from jobspec.models.agent_config import AgentConfig
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings
from jobspec.rules.suggest import did_you_mean

_PROVIDERS = ("aead", "awskms", "azurekeyvault", "gcpckms", "transit")


class UnknownKeyringProvider(AgentRule):
    """A key service that Nomad does not know.

    ## What it finds
    A `keyring` block whose label is not `aead`, `awskms`, `azurekeyvault`, `gcpckms` or `transit`.

    ## Why it matters
    The agent does not start.

    ## Example
        keyring "aws" {
          active = true
        }

    ## Use instead
        keyring "awskms" {
          active = true
        }
    """

    code = "AGT122"
    name = "unknown-keyring-provider"
    nomad = True

    def check_config(self, config: AgentConfig) -> Findings:
        for keyring in config.keyrings or ():
            if keyring.provider not in _PROVIDERS:
                yield self.at(keyring.span(), f'"{keyring.provider}" is no key service',
                              help=did_you_mean(keyring.provider, _PROVIDERS) or f"the key services are {', '.join(_PROVIDERS)}",
                              nomad=f"keyring {quote(keyring.name)} invalid: unknown keyring provider: {quote(keyring.provider)}")
