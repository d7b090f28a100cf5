"""AGT118: agents without mutual TLS."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.agent_config import AgentConfig
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings


class NoMutualTLS(AgentRule):
    """An agent whose connections are not encrypted.

    ## What it finds
    A whole configuration in which `tls` does not have both `http` and `rpc` on.

    ## Why it matters
    Everybody who reaches the ports can read and change what agents say, and run jobs.

    ## Example
        data_dir = "/opt/nomad"
        client {
          enabled = true
        }

    ## Use instead
        data_dir = "/opt/nomad"
        client {
          enabled = true
        }
        tls {
          http      = true
          rpc       = true
          ca_file   = "/etc/nomad.d/ca.pem"
          cert_file = "/etc/nomad.d/client.pem"
          key_file  = "/etc/nomad.d/client-key.pem"
        }
    """

    code = "AGT118"
    name = "no-mutual-tls"
    severity = Severity.WARNING
    nomad = True
    whole = True

    def check_config(self, config: AgentConfig) -> Findings:
        tls = config.tls
        if tls is None or not (tls.http and tls.rpc):
            yield self.at(config.span() if tls is None or tls.span() is None else tls.span(), "mutual TLS is not configured",
                          help="set `http = true` and `rpc = true` in a tls block, with certificates",
                          nomad="WARNING: mTLS is not configured - Nomad is not secure without mTLS!")
