"""`jobspec schema NAME`"""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from jobspec.cli.output import write
from jobspec.schema_files import schema_text


class SchemaName(StrEnum):
    """Schemas that this version has."""

    JOB = "job"
    AGENT = "agent"
    DIAGNOSTICS = "diagnostics"
    NODE = "node"
    PLAN = "plan"
    CONFIG = "config"


def schema(
    name: Annotated[SchemaName, typer.Argument(metavar="NAME", help="Of what: job, agent, diagnostics, node, plan or config.")],
) -> None:
    """Print a JSON Schema: of a job or an agent config in JSON, the JSON report, a node, a plan, or the configuration."""
    files = {
        SchemaName.JOB: "job.schema.json",
        SchemaName.AGENT: "agent.schema.json",
        SchemaName.DIAGNOSTICS: "diagnostics.v1.schema.json",
        SchemaName.NODE: "node.v1.schema.json",
        SchemaName.PLAN: "plan.v1.schema.json",
        SchemaName.CONFIG: "config.schema.json",
    }
    write(sys.stdout, schema_text(files[name]))
