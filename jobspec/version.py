"""The version of this tool: read by the build, `jobspec --version` and the JSON reports."""

VERSION = "0.1.0"

#: Where the pages of docs/ are published; reports link to the page of a rule there.
DOCUMENTATION = "https://nomad-jobspec.readthedocs.io/en/latest"
