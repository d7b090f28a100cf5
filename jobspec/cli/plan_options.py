"""Options that fix what Nomad picks at random, and those that make a child of a periodic or parameterized job."""

from __future__ import annotations

from typing import Annotated

import typer

from jobspec.cli.options import checked
from jobspec.cli.planning import ChoiceOptions

#: Panels of the help.
RANDOM = "What Nomad picks at random, and what stands on the nodes already"
INSTANCE = "An instance of a periodic or parameterized job"

Ports = Annotated[
    list[str] | None,
    typer.Option(
        "--port",
        rich_help_panel=RANDOM,
        metavar="GROUP.LABEL=N",
        help="The dynamic port of a label; GROUP[1].LABEL=N for the second one. Repeatable.",
    ),
]
AllocationIds = Annotated[
    list[str] | None,
    typer.Option(
        "--alloc-id", rich_help_panel=RANDOM, metavar="ID", help="The allocation's id; GROUP[INDEX]=ID where there are several. Repeatable."
    ),
]
PinFiles = Annotated[
    list[str] | None,
    typer.Option(
        "--pin",
        rich_help_panel=RANDOM,
        metavar="FILE",
        help='JSON: {"JOB.GROUP[0]": {"id": "…", "ports": {"LABEL": 22627}, "start": 0}}. Repeatable.',
    ),
]
AllocationFile = Annotated[
    str | None,
    typer.Option(
        "--alloc",
        rich_help_panel=RANDOM,
        metavar="FILE",
        help="An allocation as Nomad's API gives it: explains that one, with its real ports and id.",
    ),
]
Earlier = Annotated[
    list[str] | None,
    typer.Option(
        "--earlier",
        rich_help_panel=RANDOM,
        metavar="PLAN.json",
        help="A plan whose allocations hold ports and addresses already. Repeatable.",
    ),
]
ChildId = Annotated[
    str | None,
    typer.Option("--child-id", rich_help_panel=INSTANCE, metavar="ID", help="The id of the periodic or dispatched child to plan."),
]
DispatchMeta = Annotated[
    list[str] | None,
    typer.Option(
        "--dispatch-meta", rich_help_panel=INSTANCE, metavar="NAME=VALUE", callback=checked("var"), help="Meta of a dispatch. Repeatable."
    ),
]
DispatchPayload = Annotated[
    str | None, typer.Option("--dispatch-payload", rich_help_panel=INSTANCE, metavar="FILE", help="The payload of a dispatch.")
]


def choices(
    ports: list[str] | None,
    allocation_ids: list[str] | None,
    pin_files: list[str] | None,
    allocation_file: str | None,
    child_id: str | None,
    dispatch_meta: list[str] | None,
    dispatch_payload: str | None,
    earlier: list[str] | None,
) -> ChoiceOptions:
    """The options as given, as one object."""
    return ChoiceOptions(
        pin_files=tuple(pin_files or ()),
        allocation_file=allocation_file,
        allocation_ids=tuple(allocation_ids or ()),
        ports=tuple(ports or ()),
        child_id=child_id,
        dispatch_meta=tuple(dispatch_meta or ()),
        dispatch_payload=dispatch_payload,
        earlier=tuple(earlier or ()),
    )
