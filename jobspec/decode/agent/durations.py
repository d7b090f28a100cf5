"""Durations of an agent config: Nomad converts them after decoding, in an order of its own (config_parse.go ParseConfigFile)."""

from __future__ import annotations

from jobspec.decode.agent.draft import Draft, Place
from jobspec.decode.agent.errors import BAD_DURATION, DecodeError
from jobspec.go_duration import DurationError, parse_duration

#: Path of the block, field, and the name that Nomad gives it. `acl.role_ttl` goes by a wrong name there.
_DURATIONS: tuple[tuple[str, str, str], ...] = (
    ("client", "gc_interval", "gc_interval"),
    ("acl", "token_ttl", "acl.token_ttl"),
    ("acl", "policy_ttl", "acl.policy_ttl"),
    ("acl", "role_ttl", "acl.policy_ttl"),
    ("acl", "token_min_expiration_ttl", "acl.token_min_expiration_ttl"),
    ("acl", "token_max_expiration_ttl", "acl.token_max_expiration_ttl"),
    ("client.server_join", "retry_interval", "client.server_join.retry_interval"),
    ("server", "heartbeat_grace", "server.heartbeat_grace"),
    ("server", "min_heartbeat_ttl", "server.min_heartbeat_ttl"),
    ("server", "failover_heartbeat_ttl", "server.failover_heartbeat_ttl"),
    ("server.plan_rejection_tracker", "node_window", "server.plan_rejection_tracker.node_window"),
    ("server", "retry_interval", "server.retry_interval"),
    ("server.server_join", "retry_interval", "server.server_join.retry_interval"),
    ("autopilot", "server_stabilization_time", "autopilot.server_stabilization_time"),
    ("autopilot", "last_contact_threshold", "autopilot.last_contact_threshold"),
    ("telemetry", "in_memory_collection_interval", "telemetry.in_memory_collection_interval"),
    ("telemetry", "in_memory_retention_period", "telemetry.in_memory_retention_period"),
    ("telemetry", "collection_interval", "telemetry.collection_interval"),
    ("client.template", "block_query_wait", "client.template.block_query_wait"),
    ("client.template", "max_stale", "client.template.max_stale"),
    ("client.template.wait", "min", "client.template.wait.min"),
    ("client.template.wait", "max", "client.template.wait.max"),
    ("client.template.wait_bounds", "min", "client.template.wait_bounds.min"),
    ("client.template.wait_bounds", "max", "client.template.wait_bounds.max"),
    ("client.template.consul_retry", "backoff", "client.template.consul_retry.backoff"),
    ("client.template.consul_retry", "max_backoff", "client.template.consul_retry.max_backoff"),
    ("client.template", "vault_default_lease_duration", "client.template.vault_default_lease_duration"),
    ("client.template.vault_retry", "backoff", "client.template.vault_retry.backoff"),
    ("client.template.vault_retry", "max_backoff", "client.template.vault_retry.max_backoff"),
    ("client.template.nomad_retry", "backoff", "client.template.nomad_retry.backoff"),
    ("client.template.nomad_retry", "max_backoff", "client.template.nomad_retry.max_backoff"),
    ("reporting", "export_interval", "reporting.export_interval"),
    ("reporting", "snapshot_retention_time", "reporting.snapshot_retention_time"),
    ("rpc", "keep_alive_interval", "rpc.keep_alive_interval"),
    ("rpc", "connection_write_timeout", "rpc.connection_write_timeout"),
    ("rpc", "stream_open_timeout", "rpc.stream_open_timeout"),
    ("rpc", "stream_close_timeout", "rpc.stream_close_timeout"),
    ("rpc", "dial_timeout", "rpc.dial_timeout"),
    ("server.client_introduction", "default_identity_ttl", "server.client_introduction.default_identity_ttl"),
    ("server.client_introduction", "max_identity_ttl", "server.client_introduction.max_identity_ttl"),
)

_ADVICE = 'write a number and a unit, such as "300ms", "30s", "10m", "1h30m"; the units are ns, us, ms, s, m, h'


def convert_durations(root: Draft) -> None:
    """Convert all durations of a configuration but those of its clusters."""
    for path, field, name in _DURATIONS:
        block = _block(root, path)
        if block is not None:
            convert(block, field, name)


def convert_later_durations(root: Draft) -> None:
    """Those that come last: of audit sinks and of fingerprints."""
    audit, client = root.nested("audit"), root.nested("client")
    for index, sink in enumerate(audit.several("sinks") if audit else ()):
        convert(sink, "rotate_duration", f"audit.sink.{index}")
    for fingerprint in client.several("fingerprints") if client else ():
        convert(fingerprint, "retry_interval", f"client.fingerprint.{fingerprint.get('name')}.retry_interval")


def _block(root: Draft, path: str) -> Draft | None:
    block: Draft | None = root
    for name in path.split("."):
        block = block.nested(name) if block is not None else None
    return block


def convert(block: Draft, field: str, name: str) -> None:
    """Convert one duration: a text kept apart, or (in telemetry) a text that stays one and only has to be right."""
    text = block.texts.get(field)
    apart = text is not None
    if text is None:
        value = block.fields.get(field)
        text = value if isinstance(value, str) else ""
    if not text:
        return
    try:
        nanoseconds = parse_duration(text)
    except DurationError:
        start, end = block.written_at(field, (0, 0))
        raise not_a_duration(name, field, text, (start, end)) from None
    if apart:
        block.fields[field] = nanoseconds


def not_a_duration(name: str, field: str, text: str, place: Place, message: str | None = None) -> DecodeError:
    """The error for a text that is no duration."""
    advice = _ADVICE
    if text.isdecimal():
        advice = f'add a unit: "{text}s" are {text} seconds'
    elif text.endswith("d") and text[:-1].isdecimal():
        advice = f'there is no unit for days: write "{int(text[:-1][:9]) * 24}h"'
    words = f'"{field}" is a duration, and "{text}" is none'
    return DecodeError(BAD_DURATION, message or f"{name} can't parse time duration {text}", words, *place, advice)
