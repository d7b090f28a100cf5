"""AGT103: intervals of metrics."""

from __future__ import annotations

from jobspec.go_duration import DurationError, parse_duration
from jobspec.models.agent_config import AgentConfig
from jobspec.models.agent_telemetry import Telemetry
from jobspec.models.defaults import MINUTE, SECOND
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings


class InvalidTelemetry(AgentRule):
    """Intervals of metrics that contradict one another.

    ## What it finds
    A `telemetry` block whose `in_memory_collection_interval` or `in_memory_retention_period` is below zero, or whose interval
    is longer than the period.

    ## Why it matters
    The agent does not start.

    ## Example
        telemetry {
          in_memory_collection_interval = "5m"
        }

    ## Use instead
        telemetry {
          in_memory_collection_interval = "5m"
          in_memory_retention_period    = "10m"
        }
    """

    code = "AGT103"
    name = "invalid-telemetry"
    nomad = True

    def check_config(self, config: AgentConfig) -> Findings:
        telemetry = config.telemetry or Telemetry()
        interval = _nanoseconds(telemetry.in_memory_collection_interval, 10 * SECOND)
        period = _nanoseconds(telemetry.in_memory_retention_period, MINUTE)
        if interval < 0:
            yield self.at(telemetry.span_of("in_memory_collection_interval"), "the collection interval is below zero",
                          nomad="telemetry block invalid: telemetry in-memory collection interval must be greater than zero")
        elif period < 0:
            yield self.at(telemetry.span_of("in_memory_retention_period"), "the retention period is below zero",
                          nomad="telemetry block invalid: telemetry in-memory retention period must be greater than zero")
        elif interval > period:
            yield self.at(telemetry.span_of("in_memory_collection_interval"), "metrics are forgotten before they are collected again",
                          help="make in_memory_retention_period at least as long as in_memory_collection_interval",
                          nomad="telemetry block invalid: telemetry in-memory collection interval cannot be greater than retention period")


def _nanoseconds(text: str, default: int) -> int:
    """A duration; the default where there is none, or where it is zero, which merging passes over."""
    try:
        return parse_duration(text) or default
    except DurationError:
        return default
