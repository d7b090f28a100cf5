"""AGT210: the level of the log."""

from __future__ import annotations

from jobspec.models.agent_config import AgentConfig
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings
from jobspec.rules.suggest import did_you_mean

_LEVELS = ("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF")


class InvalidLogLevel(AgentRule):
    """A level of the log that Nomad does not have.

    ## What it finds
    `log_level` with anything but `TRACE`, `DEBUG`, `INFO`, `WARN`, `ERROR` or `OFF`, in any case of letters.

    ## Why it matters
    The configuration is called valid, and the agent does not start with it.

    ## Example
        log_level = "WARNING"

    ## Use instead
        log_level = "WARN"
    """

    code = "AGT210"
    name = "invalid-log-level"

    def check_config(self, config: AgentConfig) -> Findings:
        if config.log_level.upper() not in _LEVELS:
            yield self.at(config.span_of("log_level"), f'"{config.log_level}" is no level of the log',
                          help=did_you_mean(config.log_level, _LEVELS) or f"the levels are {', '.join(_LEVELS)}")
