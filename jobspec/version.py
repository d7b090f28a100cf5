"""The version of this tool: read by the build, `jobspec --version` and the JSON reports."""

VERSION = "0.1.0"
