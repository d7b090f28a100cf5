"""What `plan` and `rehearse` take: nodes, what fixes Nomad's random choices, and what makes a child of a periodic or parameterized job."""

from __future__ import annotations

from jobspec.cli.options import Colored, Given, Nodes, Reading, text, texts
from jobspec.cli.values import assignment_problem

_RANDOM = "What Nomad picks at random, and what stands on the nodes already"
_INSTANCE = "An instance of a periodic or parameterized job"


class _Random(Given):
    port = texts("--port", metavar="GROUP.LABEL=N", panel=_RANDOM,
                 help="The dynamic port of a label; GROUP[1].LABEL=N for the second one. Repeatable.")
    alloc_id = texts("--alloc-id", metavar="ID", panel=_RANDOM,
                     help="The allocation's id; GROUP[INDEX]=ID where there are several. Repeatable.")
    pin = texts("--pin", metavar="FILE", panel=_RANDOM,
                help='JSON: {"JOB.GROUP[0]": {"id": "…", "ports": {"LABEL": 22627}, "start": 0}}. Repeatable.')
    alloc = text("--alloc", metavar="FILE", panel=_RANDOM,
                 help="An allocation as Nomad's API gives it: explains that one, with its real ports and id.")
    earlier = texts("--earlier", metavar="PLAN.json", panel=_RANDOM,
                    help="A plan whose allocations hold ports, addresses and resources already. Repeatable.")


class _Instance(Given):
    child_id = text("--child-id", metavar="ID", panel=_INSTANCE, help="The id of the periodic or dispatched child to plan.")
    dispatch_meta = texts("--dispatch-meta", metavar="NAME=VALUE", problem=assignment_problem, panel=_INSTANCE,
                          help="Meta of a dispatch. Repeatable.")
    dispatch_payload = text("--dispatch-payload", metavar="FILE", panel=_INSTANCE, help="The payload of a dispatch.")


class PlanArguments(Nodes, _Random, _Instance, Reading, Colored):
    """What a plan is made from, apart from the job."""
