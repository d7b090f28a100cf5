"""`jobspec node …`"""

from __future__ import annotations

import typer

from jobspec.cli import node_show, node_snapshot
from jobspec.cli.command import add_command

_HELP = "Show a node as this tool sees it, or describe this machine."

app = typer.Typer(name="node", no_args_is_help=True, add_completion=False, help=_HELP)
add_command(app, "show", node_show.Arguments, node_show.show)
add_command(app, "snapshot", node_snapshot.Arguments, node_snapshot.snapshot)
