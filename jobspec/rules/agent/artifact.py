"""AGT114: limits of downloads."""

from __future__ import annotations

from jobspec.go_duration import DurationError, parse_duration
from jobspec.go_text import quote
from jobspec.models.agent_client import ArtifactConfig, ClientConfig
from jobspec.models.agent_config import AgentConfig
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.agent.sizes import SizeError, parse_bytes
from jobspec.rules.rule import Findings

_INVALID = "client.artifact block invalid"


class InvalidArtifactLimits(AgentRule):
    """Limits of downloads that Nomad cannot read.

    ## What it finds
    In a client's `artifact` block: timeouts that are no durations or below zero, sizes that are none, a number of files
    below zero, paths of `filesystem_isolation_extra_paths` without kind and mode.

    ## Why it matters
    The agent does not start.

    ## Example
        client {
          artifact {
            http_max_size = "10 gigs"
          }
        }

    ## Use instead
        client {
          artifact {
            http_max_size = "10GB"
          }
        }
    """

    code = "AGT114"
    name = "invalid-artifact-limits"
    nomad = True

    def check_client(self, client: ClientConfig, config: AgentConfig) -> Findings:
        artifact = client.artifact
        if artifact is None:
            return
        for name in ("http_read_timeout", "gcs_timeout", "git_timeout", "hg_timeout", "s3_timeout"):
            yield from self._duration(artifact, name, getattr(artifact, name))
        for name, verb in (("http_max_size", "not"), ("decompression_size_limit", "is not")):
            yield from self._size(artifact, name, verb, getattr(artifact, name))
        count = artifact.decompression_file_count_limit
        if count is not None and count < 0:
            yield self.at(artifact.span_of("decompression_file_count_limit"), f"{count} files are none",
                          nomad=f"{_INVALID}: decompression_file_count_limit must be >= 0 but found {count}")
        for path in artifact.filesystem_isolation_extra_paths or ():
            if not _is_lock_path(path):
                yield self.at(artifact.span_of("filesystem_isolation_extra_paths"), f'"{path}" lacks kind or mode',
                              help='write "d:rx:/path" for a folder, "f:r:/path" for a file; the modes are r, w, c and x',
                              nomad=f"{_INVALID}: filesystem_isolation_extra_paths contains invalid lockdown path {quote(path)}")

    def _duration(self, artifact: ArtifactConfig, name: str, text: str | None) -> Findings:
        try:
            value = parse_duration(text or "")
        except DurationError as error:
            yield self.at(artifact.span_of(name), f'{name} is a duration, and "{text}" is none', help='write it like "30m"',
                          nomad=f"{_INVALID}: {name} not a valid duration: {error.message}")
            return
        if value < 0:
            yield self.at(artifact.span_of(name), f"{name} is below zero", nomad=f"{_INVALID}: {name} must be > 0")

    def _size(self, artifact: ArtifactConfig, name: str, verb: str, text: str | None) -> Findings:
        try:
            value = parse_bytes(text or "")
        except SizeError as error:
            yield self.at(artifact.span_of(name), f'{name} is a size, and "{text}" is none', help='write it like "100GB" or "512MiB"',
                          nomad=f"{_INVALID}: {name} {verb} a valid size: {error}")
            return
        if value >= 1 << 63:
            yield self.at(artifact.span_of(name), f"{name} is too large",
                          nomad=f"{_INVALID}: {name} must be < {(1 << 63) - 1} but found {value}")


def _is_lock_path(text: str) -> bool:
    """KIND:MODE:PATH (go-landlock ParsePath)."""
    kind, _, rest = text.strip().partition(":")
    mode, colon, path = rest.partition(":")
    return kind in ("d", "f") and bool(colon) and bool(mode) and not mode.strip("rwcx") and bool(path)
