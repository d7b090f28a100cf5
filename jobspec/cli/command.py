"""A command as typer runs it: made of a class of arguments, with a help that does not speak of Python's types."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Annotated, Any, TypeVar

import typer
from typer.core import TyperArgument, TyperCommand, TyperOption

from jobspec.cli.options import REQUIRED, Field, Given, Misused, fields

Arguments = TypeVar("Arguments", bound=Given)


class Command(TyperCommand):
    """Flags have no value and arguments are texts: neither needs `<bool>` or `<list[str]>` beside it."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        for parameter in self.get_params(ctx):
            if isinstance(parameter, TyperOption) and parameter.is_flag and parameter.metavar is None:
                parameter.metavar = ""
            if isinstance(parameter, TyperArgument):
                parameter.display_type_rich = _nothing  # type: ignore[method-assign]
        super().format_help(ctx, formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except typer.BadParameter as problem:
            problem.message = problem.message.removeprefix("Value error, ")  # pydantic's word for it
            raise


def _nothing(ctx: Any) -> None:
    """The type of an argument, in the help."""


def add_command(app: typer.Typer, name: str, kind: type[Arguments], run: Callable[[Arguments], int]) -> None:
    """Add a command that takes the arguments of a class; its help is the docstring of `run`, which returns the exit code."""

    def call(**given: Any) -> None:
        try:
            code = run(kind(**{name: _kept(value) for name, value in given.items() if value is not None}))
        except Misused as error:
            raise typer.BadParameter(str(error), param_hint=error.name) from None
        raise typer.Exit(code)

    parameters = [_parameter(name, field) for name, field in fields(kind).items()]
    call.__signature__ = Signature(parameters)  # type: ignore[attr-defined]  # what typer looks at
    call.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    call.__doc__ = run.__doc__
    app.command(name=name, cls=Command)(call)


def _kept(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _parameter(name: str, field: Field) -> Parameter:
    """A field in typer's words."""
    if field.names:
        said = typer.Option(*field.names, metavar=field.metavar, help=field.help, rich_help_panel=field.panel,
                            callback=_checked(field.problem))
    else:
        said = typer.Argument(metavar=field.metavar, help=field.help, show_default=False, autocompletion=field.complete)
    kind: Any = list[str] if field.many else field.kind
    usual = Parameter.empty if field.usual is REQUIRED else field.usual
    if usual in (None, ()):
        kind, usual = kind | None, None
    return Parameter(name, Parameter.KEYWORD_ONLY, default=usual, annotation=Annotated[kind, said])


def _checked(problem: Callable[[str], str | None] | None) -> Callable[[Any], Any] | None:
    """A callback that refuses the values in which `problem` finds a fault."""
    if problem is None:
        return None

    def check(given: Any) -> Any:
        for text in (given,) if isinstance(given, str) else given or ():
            wrong = problem(text)
            if wrong is not None:
                raise typer.BadParameter(wrong)
        return given

    return check
