"""Where the schemas are found."""

from __future__ import annotations

import json

import pytest

from jobspec.schema_files import schema_folder, schema_text


def test_every_schema_is_json() -> None:
    for path in schema_folder().rglob("*.json"):
        assert isinstance(json.loads(schema_text(path.relative_to(schema_folder()).as_posix())), dict)


def test_a_name_that_does_not_exist_raises() -> None:
    with pytest.raises(FileNotFoundError):
        schema_text("nothing.json")
