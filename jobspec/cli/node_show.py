"""`jobspec node show NODE`"""

from __future__ import annotations

import json as json_module
import sys

from jobspec.cli.exits import OK, PROBLEMS, UNUSABLE
from jobspec.cli.options import Colored, argument, flag, text
from jobspec.cli.output import style, write
from jobspec.config.model import Color
from jobspec.diagnostics import Result, Severity
from jobspec.models.node import Node
from jobspec.nodes.node_findings import UnreadableNode


class Arguments(Colored):
    """The command line of `node show`."""

    node = argument("NODE", "An agent config, a folder of them, Nomad's node JSON, or a node folder.")
    interfaces = text("--interfaces", metavar="FILE", help="Output of `ip -json addr` on the node.")
    routes = text("--routes", metavar="FILE", help="Output of `ip -json route` on the node.")
    cni_config_dir = text("--cni-config-dir", metavar="DIR", help="The node's CNI networks.")
    json = flag("--json", help="Print the node as JSON (node.v1).")


def show(given: Arguments) -> int:
    """Show a node as this tool sees it: networks, ports, CNI networks, drivers, attributes, and where each fact comes from.

    Exit codes: 0 the node's client would start, 1 it would not, 2 wrong usage or unreadable input.
    """
    import jobspec

    color = given.color or Color.AUTO
    result = jobspec.load_node(given.node, given.interfaces, given.routes, given.cni_config_dir)
    _print_findings(result, given.node, color)
    if result.value is None or any(diagnostic.code == UnreadableNode.code for diagnostic in result.diagnostics):
        return UNUSABLE
    if given.json:
        write(sys.stdout, json_module.dumps(jobspec.node_json(result.value), indent=2) + "\n")
    else:
        _print_tables(result.value, given.node, color)
    return PROBLEMS if result.errors else OK


def _print_findings(result: Result[Node], path: str, color: Color) -> None:
    """Errors and warnings on standard error, in the form of `jobspec validate`."""
    from jobspec.reports.text import render_finding
    from jobspec.triage.report import Finding

    for diagnostic in result.diagnostics:
        if diagnostic.severity is not Severity.INFO:
            file = path if diagnostic.span is None else diagnostic.span.source.name
            write(sys.stderr, render_finding(Finding(file, diagnostic), style(sys.stderr, color)) + "\n\n")


def _print_tables(node: Node, path: str, color: Color) -> None:
    from rich.console import Console

    from jobspec.reports.node import node_tables

    console = Console(force_terminal={Color.ALWAYS: True, Color.NEVER: False}.get(color), highlight=False, soft_wrap=False,
                      width=None if sys.stdout.isatty() else 160)
    for table in node_tables(node, path):
        console.print(table)
