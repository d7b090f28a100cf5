"""`jobspec config show`"""

from __future__ import annotations

import os
import sys
from enum import StrEnum

from jobspec.cli.exits import OK, UNUSABLE
from jobspec.cli.options import CONFIG_FILE, ISOLATED, Given, choice_argument, flag, text
from jobspec.cli.output import show_config_problems, write
from jobspec.cli.settings import read_layers
from jobspec.config.showing import shown
from jobspec.reports.visible import visible


class Action(StrEnum):
    """What to do with the configuration."""

    SHOW = "show"


class Arguments(Given):
    """The command line of `config`."""

    action = choice_argument(Action, "show", "show: print every setting and where its value comes from.")
    config = text("--config", metavar="FILE", help=CONFIG_FILE)
    isolated = flag("--isolated", help=ISOLATED)


def config(given: Arguments) -> int:
    """Print the configuration that holds in this folder, as TOML, with the origin of each value.

    Exit codes: 0 printed, 2 the configuration has errors.
    """
    read = read_layers(given.config, given.isolated, os.environ)
    if read.value is None:
        show_config_problems(read.diagnostics, "auto")
        return UNUSABLE
    for line in shown(read.value.layers, os.environ):
        write(sys.stdout, visible(line) + "\n")
    return OK
