"""`jobspec node snapshot`"""

from __future__ import annotations

import sys
from pathlib import Path

from jobspec.cli.exits import OK, UNUSABLE
from jobspec.cli.options import Given, needed_text, text, texts
from jobspec.cli.output import say, write

#: Where Nomad looks for CNI networks if its configuration says nothing.
_CNI_NETWORKS = Path("/opt/cni/config")


class Arguments(Given):
    """The command line of `node snapshot`."""

    output = needed_text("--output", "-o", metavar="DIR", help="Node folder to write; files in it are never replaced.")
    config = texts("--config", metavar="FILE", help="Agent config to copy into it. Repeatable.")
    cni_config_dir = text("--cni-config-dir", metavar="DIR",
                          help="CNI networks to copy into it. Default: /opt/cni/config, where it is there.")


def snapshot(given: Arguments) -> int:
    """Write this machine's interfaces and routes as a node folder, for `--node` elsewhere.

    Agent configs may hold tokens and keys: only those that --config names are copied.
    """
    from jobspec.nodes.snapshot import SnapshotError, take_snapshot, write_snapshot

    usual = _CNI_NETWORKS if _CNI_NETWORKS.is_dir() else None
    networks = Path(given.cni_config_dir) if given.cni_config_dir else usual
    try:
        written = write_snapshot(Path(given.output), take_snapshot(), [Path(file) for file in given.config], networks)
    except SnapshotError as error:
        say(str(error))
        return UNUSABLE
    write(sys.stdout, "".join(f"{path}\n" for path in written))
    return OK
