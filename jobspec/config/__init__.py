"""Configuration: `jobspec.toml`, or `[tool.jobspec]` in pyproject.toml. Imported only where a file is there, or is asked about."""
