"""The models of agent configs."""

from jobspec.models.agent_config import AgentConfig
from jobspec.models.fields import fields_of, nested_models


def every_model(model: type, found: dict[str, type]) -> dict[str, type]:
    found[model.__name__] = model
    for nested in nested_models(model).values():
        if nested.__name__ not in found:
            every_model(nested, found)
    return found


def test_every_field_is_declared_and_documented():
    for model in every_model(AgentConfig, {}).values():
        assert model.__doc__
        for name in model.__struct_fields__:
            if name != "origin":
                assert fields_of(model)[name].doc.endswith("."), (model.__name__, name)


def test_no_two_fields_of_a_block_share_a_name():
    for model in every_model(AgentConfig, {}).values():
        names = [field.hcl.casefold() for field in fields_of(model).values() if field.hcl]
        names += [field.go_name.casefold() for field in fields_of(model).values() if field.go_name]
        assert len(names) == len(set(names)), model.__name__


def test_durations_are_whole_nanoseconds_or_absent():
    for model in every_model(AgentConfig, {}).values():
        for name, field in fields_of(model).items():
            if field.type == "duration":
                assert getattr(model(), name) in (0, None), (model.__name__, name)
