"""The command line as typer sees it: names, order, help and completion. A command's module is imported when it is needed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from jobspec.cli import COMMANDS
from jobspec.cli.command import add_command
from jobspec.models.suggestion import closest

if TYPE_CHECKING:
    from collections.abc import Sequence

class Commands(TyperGroup):
    """A group that imports the module of a command when typer asks for it."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        module = COMMANDS.get(cmd_name)
        if module is None:
            nearest = closest(cmd_name, COMMANDS)
            if nearest is not None and not ctx.resilient_parsing:
                ctx.fail(f"No such command '{cmd_name}': did you mean '{nearest}'?")
            return None
        loaded = import_module(module)
        if isinstance(group := getattr(loaded, "app", None), typer.Typer):
            return typer.main.get_command(group)
        app = typer.Typer(add_completion=False)
        add_command(app, cmd_name, loaded.Arguments, getattr(loaded, cmd_name))
        return typer.main.get_command(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        from jobspec.version import VERSION

        print(f"jobspec {VERSION}")
        raise typer.Exit


app = typer.Typer(cls=Commands, no_args_is_help=True, pretty_exceptions_enable=False,
                  context_settings={"help_option_names": ["--help", "-h"]})


@app.callback()
def jobspec(
    version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an internal error.")] = False,
) -> None:
    """Checks HashiCorp Nomad job files as Nomad 2.0.6 reads them, without Nomad."""


def call(arguments: Sequence[str]) -> int:
    """Parse the arguments and run the command. Returns its exit code; 2 where the arguments are wrong. Raises BrokenPipeError."""
    command = typer.main.get_command(app)
    try:
        command.main(args=list(arguments), prog_name="jobspec")
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # click makes 1 of it
            raise end.__context__ from None
        return end.code if isinstance(end.code, int) else 0
    return 0
