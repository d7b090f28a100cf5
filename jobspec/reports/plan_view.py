"""How a plan is to be shown."""

from __future__ import annotations

import msgspec

from jobspec.reports.style import Style


class PlanView(msgspec.Struct, frozen=True):
    """`verbose`: every variable, and every allocation and node in full; `task`: only this one (`GROUP.TASK` or `GROUP[INDEX].TASK`)."""

    style: Style = Style()
    verbose: bool = False
    task: str | None = None
