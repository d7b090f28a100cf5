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
    CONFIG = "config"


def schema(name: Annotated[SchemaName, typer.Argument(help="Which shape to describe.")]) -> None:
    """Print a JSON Schema: of a job in the API's JSON, an agent config in JSON, the JSON report, a node, or the configuration."""
    files = {
        SchemaName.JOB: "job.schema.json",
        SchemaName.AGENT: "agent.schema.json",
        SchemaName.DIAGNOSTICS: "diagnostics.v1.schema.json",
        SchemaName.NODE: "node.v1.schema.json",
        SchemaName.CONFIG: "config.schema.json",
    }
    write(sys.stdout, schema_text(files[name]))
