"""Where a server keeps Raft's log: `raft_logstore { … }`, `raft_boltdb { … }`."""

from typing import Annotated

from jobspec.models import fields as hcl
from jobspec.models.base import Model


class RaftBoltConfig(Model, frozen=True, kw_only=True, eq=False):
    """BoltDB: `boltdb { … }`, and by its old name `raft_boltdb { … }`."""

    no_freelist_sync: Annotated[bool, hcl.attribute(
        "no_freelist_sync", "NoFreelistSync", "bool", "Writes faster and starts slower.")] = False


class WALConfig(Model, frozen=True, kw_only=True, eq=False):
    """A write-ahead log: `wal { … }`."""

    segment_size_mb: Annotated[int, hcl.attribute("segment_size_mb", "SegmentSizeMB", "int", "Size of its files in MB; default 64.")] = 0


class LogStoreVerificationConfig(Model, frozen=True, kw_only=True, eq=False):
    """Regular verification of the log: `verification { … }`."""

    enabled: Annotated[bool, hcl.attribute("enabled", "Enabled", "bool", "Verifies the log.")] = False
    interval: Annotated[str, hcl.attribute("interval", "Interval", "string", 'How often; default "5m".')] = ""


class RaftLogStoreConfig(Model, frozen=True, kw_only=True, eq=False):
    """Where Raft keeps its log: `raft_logstore { … }`."""

    backend: Annotated[str, hcl.attribute("backend", "Backend", "string", "boltdb (default) or wal.")] = ""
    boltdb: Annotated[RaftBoltConfig | None, hcl.block("boltdb", "BoltDB", "RaftBoltConfig", "BoltDB.")] = None
    wal: Annotated[WALConfig | None, hcl.block("wal", "WAL", "WALConfig", "A write-ahead log.")] = None
    disable_log_cache: Annotated[bool, hcl.attribute("disable_log_cache", "DisableLogCache", "bool", "Keeps no entries in memory.")] = False
    verification: Annotated[LogStoreVerificationConfig | None, hcl.block(
        "verification", "Verification", "LogStoreVerificationConfig", "Regular verification of the log.")] = None
