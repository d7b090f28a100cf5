"""`jobspec schema NAME`"""

from __future__ import annotations

import sys
from enum import StrEnum

from jobspec.cli.exits import OK
from jobspec.cli.options import Given, choice_argument
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


class Arguments(Given):
    """The command line of `schema`."""

    name = choice_argument(SchemaName, "NAME", "Of what: job, agent, diagnostics, node, plan or config.")


def schema(given: Arguments) -> int:
    """Print a JSON Schema: of a job or an agent config in JSON, the JSON report, a node, a plan, or the configuration."""
    files = {
        SchemaName.JOB: "job.schema.json",
        SchemaName.AGENT: "agent.schema.json",
        SchemaName.DIAGNOSTICS: "diagnostics.v1.schema.json",
        SchemaName.NODE: "node.v1.schema.json",
        SchemaName.PLAN: "plan.v1.schema.json",
        SchemaName.CONFIG: "config.schema.json",
    }
    write(sys.stdout, schema_text(files[given.name]))
    return OK
