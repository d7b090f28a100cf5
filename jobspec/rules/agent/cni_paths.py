"""AGT211: folders of CNI."""

from __future__ import annotations

import re

from jobspec.diagnostics import Severity
from jobspec.models.agent_client import ClientConfig
from jobspec.models.agent_config import AgentConfig
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings

#: A path of Windows, where CNI is not to be had.
_ON_WINDOWS = re.compile(r"[A-Za-z]:[\\/]")


class RelativeCniPath(AgentRule):
    """A folder of CNI plugins or networks that is not given from the root.

    ## What it finds
    `cni_config_dir`, or a part of `cni_path` (folders with colons between), that does not begin with a slash.

    ## Why it matters
    It is looked for where the agent happens to be started, and CNI networks seem to be missing.

    ## Example
        client {
          cni_config_dir = "cni/config"
        }

    ## Use instead
        client {
          cni_config_dir = "/opt/cni/config"
        }
    """

    code = "AGT211"
    name = "relative-cni-path"
    severity = Severity.WARNING

    def check_client(self, client: ClientConfig, config: AgentConfig) -> Findings:
        for name, text in (("cni_path", client.cni_path), ("cni_config_dir", client.cni_config_dir)):
            for path in text.split(":") if _ON_WINDOWS.match(text) is None else ():
                if path and not path.startswith("/"):
                    yield self.at(client.span_of(name), f'"{path}" in {name} does not begin with a slash')
