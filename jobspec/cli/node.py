"""`jobspec node …`"""

from __future__ import annotations

import typer

from jobspec.cli.command import Command
from jobspec.cli.node_show import show
from jobspec.cli.node_snapshot import snapshot

_HELP = "Show a node as this tool sees it, or describe this machine."

app = typer.Typer(name="node", no_args_is_help=True, add_completion=False, help=_HELP)
app.command(cls=Command)(show)
app.command(cls=Command)(snapshot)
