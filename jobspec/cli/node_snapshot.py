"""`jobspec node snapshot`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from jobspec.cli.exits import UNUSABLE
from jobspec.cli.output import say, write


def snapshot(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Node folder to write; files in it are never replaced.")],
    config: Annotated[list[Path] | None, typer.Option("--config", metavar="FILE", help="Agent config to copy into it. Repeatable.")] = None,
    cni_config_dir: Annotated[Path | None, typer.Option(
        "--cni-config-dir", metavar="DIR", help="CNI networks to copy into it. Default: /opt/cni/config, where it is there.")] = None,
) -> None:
    """Write this machine's interfaces and routes as a node folder, for `--node` elsewhere.

    Agent configs may hold tokens and keys: only those that --config names are copied.
    """
    from jobspec.nodes.snapshot import SnapshotError, take_snapshot, write_snapshot

    default = Path("/opt/cni/config")
    try:
        written = write_snapshot(output, take_snapshot(), config or (), cni_config_dir or (default if default.is_dir() else None))
    except SnapshotError as error:
        say(str(error))
        raise typer.Exit(UNUSABLE) from None
    write(sys.stdout, "".join(f"{path}\n" for path in written))
