"""AGT116: the level of the Windows event log."""

from __future__ import annotations

from jobspec.models.agent_config import AgentConfig
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings


class InvalidEventlogLevel(AgentRule):
    """A level that the Windows event log does not have.

    ## What it finds
    `level` of `eventlog` with anything but `INFO`, `WARN` or `ERROR`, in any case of letters.

    ## Why it matters
    The agent does not start, not even on Linux.

    ## Example
        eventlog {
          level = "debug"
        }

    ## Use instead
        eventlog {
          level = "info"
        }
    """

    code = "AGT116"
    name = "invalid-eventlog-level"
    nomad = True

    def check_config(self, config: AgentConfig) -> Findings:
        eventlog = config.eventlog
        if eventlog is not None and eventlog.level.upper() not in ("INFO", "WARN", "ERROR"):
            yield self.at(eventlog.span_of("level"), f'"{eventlog.level}" is no level of the event log', help="write info, warn or error",
                          nomad="eventlog block invalid: eventlog.level must be one of INFO, WARN, or ERROR")
