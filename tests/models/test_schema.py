"""The generated JSON Schema of jobs."""

from __future__ import annotations

import jsonschema
import pytest

from jobspec.models.api_json import to_api_json
from jobspec.models.canonical import canonical_job
from jobspec.models.fields import fields_of, nested_models
from jobspec.models.job_api import job_from_json
from jobspec.models.job_job import Job
from jobspec.models.schema import job_schema

JOB = {"ID": "j", "TaskGroups": [{"Name": "g", "Networks": [{"DynamicPorts": [{"Label": "http"}]}], "Tasks": [
    {"Name": "t", "Config": {"image": "x", "list": [1, {"a": None}]}, "Services": [{"Checks": [{"Header": {"a": ["b"]}}]}]}]}]}


def test_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(job_schema())


@pytest.mark.parametrize("wrap", [False, True])
def test_a_job_of_the_api_fits_its_schema(wrap):
    job, _ = job_from_json(JOB)
    document = to_api_json(canonical_job(job))
    jsonschema.validate({"Job": document} if wrap else document, job_schema())


@pytest.mark.parametrize("wrong", [
    {"Priority": "50"}, {"TaskGroups": [{"Count": 1.5}]}, {"Affinities": [{"Weight": 200}]}, {"Meta": {"a": 1}},
])
def test_wrong_types_do_not_fit(wrong):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, job_schema())


def all_models(model, found):
    if model not in found:
        found.append(model)
        for nested in nested_models(model).values():
            all_models(nested, found)
    return found


def test_every_block_and_field_is_documented():
    for model in all_models(Job, []):
        assert model.__doc__
        for name, field in fields_of(model).items():
            assert field.doc.endswith((".", "}}", "{{")), f"{model.__name__}.{name}"
