"""AGT108: the scheduler algorithm."""

from __future__ import annotations

from jobspec.models.agent_config import AgentConfig
from jobspec.models.agent_server import ServerConfig
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings
from jobspec.rules.suggest import did_you_mean


class InvalidSchedulerAlgorithm(AgentRule):
    """A scheduler algorithm that Nomad does not know.

    ## What it finds
    `scheduler_algorithm` in `default_scheduler_config` with anything but `binpack` or `spread`.

    ## Why it matters
    The agent does not start.

    ## Example
        server {
          default_scheduler_config {
            scheduler_algorithm = "spred"
          }
        }

    ## Use instead
        server {
          default_scheduler_config {
            scheduler_algorithm = "spread"
          }
        }
    """

    code = "AGT108"
    name = "invalid-scheduler-algorithm"
    nomad = True

    def check_server(self, server: ServerConfig, config: AgentConfig) -> Findings:
        scheduler = server.default_scheduler_config
        if scheduler is None or scheduler.scheduler_algorithm in ("", "binpack", "spread"):
            return
        name = scheduler.scheduler_algorithm
        yield self.at(scheduler.span_of("scheduler_algorithm"), f'"{name}" is no scheduler algorithm',
                      help=did_you_mean(name, ("binpack", "spread")) or "write binpack or spread",
                      nomad=f"invalid scheduler algorithm: {name}")
