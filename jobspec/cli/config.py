"""`jobspec config show`"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from typing import Annotated

import typer

from jobspec.cli.checking import show_config_problems
from jobspec.cli.exits import UNUSABLE
from jobspec.cli.output import write
from jobspec.cli.settings import Typed, read_layers
from jobspec.config.model import Config
from jobspec.config.showing import shown
from jobspec.reports.visible import visible


class Action(StrEnum):
    """What to do with the configuration."""

    SHOW = "show"


def config(
    action: Annotated[Action, typer.Argument(metavar="show", help="show: print every setting and where its value comes from.")],
    config: Annotated[
        str | None, typer.Option("--config", metavar="FILE", help="Read this file instead of the nearest jobspec.toml or pyproject.toml.")
    ] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Read no configuration file.")] = False,
) -> None:
    """Print the configuration that holds in this folder, as TOML, with the origin of each value.

    Exit codes: 0 printed, 2 the configuration has errors.
    """
    read = read_layers(Typed(config=Config(), config_file=config, isolated=isolated), os.environ)
    if read.value is None:
        show_config_problems(read.diagnostics, "auto")
        raise typer.Exit(UNUSABLE)
    for line in shown(read.value.layers, os.environ):
        write(sys.stdout, visible(line) + "\n")
