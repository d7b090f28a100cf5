"""A command as typer runs it, with a help that does not speak of Python's types."""

from __future__ import annotations

from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperOption


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
        from typer import BadParameter

        try:
            return super().parse_args(ctx, args)
        except BadParameter as problem:
            problem.message = problem.message.removeprefix("Value error, ")  # pydantic's word for it
            raise


def _nothing(ctx: Any) -> None:
    """The type of an argument, in the help."""
