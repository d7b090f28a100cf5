"""The JSON Schemas that ship with this package: in the wheel beside it, in a checkout in the folder `schemas`."""

from __future__ import annotations

from pathlib import Path


def schema_folder() -> Path:
    """The folder that holds the schemas. Raises FileNotFoundError where the installation is incomplete."""
    package = Path(__file__).parent
    for folder in (package / "schemas", package.parent / "schemas"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"no schemas beside {package}")


def schema_text(file_name: str) -> str:
    """The text of a schema by its file name, such as `job.schema.json`."""
    return (schema_folder() / file_name).read_text(encoding="utf-8")
