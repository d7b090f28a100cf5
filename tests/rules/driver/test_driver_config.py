"""A task's config against what its driver takes."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import jobspec
from jobspec.check import Settings, check_file
from jobspec.rules.driver.schemas import driver_schema

SCHEMAS = sorted((Path(__file__).parents[3] / "schemas" / "drivers").glob("*.json"))


def _text(driver: str, config: str) -> str:
    return f'job "a" {{\n group "g" {{\n task "t" {{\n driver = "{driver}"\n config {{\n{config}\n}}\n}}\n}}\n}}\n'


def _codes(driver: str, config: str) -> list[str]:
    job = jobspec.parse_job(_text(driver, config)).value
    assert job is not None
    return [found.code for found in jobspec.validate_job(job) if found.code.startswith("DRV")]


@pytest.mark.parametrize(
    ("driver", "config", "codes"),
    [
        ("docker", 'image = "x"', []),
        ("docker", 'image = "x"\nimagee = "y"', ["DRV101"]),
        ("docker", 'image = "x"\nlogging {\ntipe = "y"\n}', ["DRV101"]),
        ("docker", 'image = "x"\nlogging {\ntype = "y"\nconfig {\na = 1\n}\n}', []),
        ("docker", 'image = "x"\nlogging = { type = "y" }', []),
        ("docker", 'image = "x"\nprivileged = "true"\npids_limit = "3"\nhostname = 4', []),
        ("docker", 'image = "x"\nprivileged = "${meta.p}"\nports = "${meta.q}"', []),
        ("docker", 'image = "x"\nprivileged = "maybe"', ["DRV102"]),
        ("docker", 'image = "x"\npids_limit = "many"', ["DRV102"]),
        ("docker", 'image = "x"\nargs = "y"', ["DRV102"]),
        ("docker", 'command = "y"', ["DRV103"]),
        ("java", 'args = ["y"]', ["DRV103"]),
        ("java", 'class = "Main"', []),
        ("raw_exec", 'command = "x"\ncgroup_v2_override = "a"\ncgroup_v1_override = [{ pids = "b" }]', ["DRV104"]),
        ("docker", 'image = "x"\nmount {\ntype = "bnd"\n}', ["DRV105"]),
        ("docker", 'image = "x"\nmount {\ntype = "bind"\nsorce = "x"\n}', ["DRV101"]),
        ("docker", 'image = "x"\ndevices = [{ container_path = "/x" }]', ["DRV103"]),
        ("docker", 'image = "x"\nimage_pull_timeout = "5"', ["DRV105"]),
        ("docker", 'image = "x"\nimage_pull_timeout = "1h5m"', []),
        ("exec", 'command = "x"\nwork_dir = "a"', ["DRV105"]),
        ("exec", 'command = "x"\npid_mode = "${meta.mode}"', []),
        ("raw_exec", 'command = "x"\noom_score_adj = -1', ["DRV105"]),
        ("qemu", 'image_path = "x"\ndrive_interface = "nvme"', ["DRV105"]),
        ("podman", 'image = "x"\nentrypoint = "y"\nmemory_swap = "180m"', []),
        ("podman", 'image = "x"\nmemory_swap = "180"\ncpu_cfs_period = 1000001', ["DRV105", "DRV105"]),
        ("podman", 'image = "x"\nports = ["a"]\nport_map = [{ a = 1 }]', ["DRV104"]),
        ("podman", 'image = "x"\nlogging {\noptions = [{ tag = "x" }]\n}', []),
        ("docker", 'image = "x"\nmount {\ntype = "tmpfs"\ntarget = "/x"\nsource = "y"\n}', ["DRV104"]),
        ("docker", 'image = "x"\nmounts = [{ type = "tmpfs", target = "/x", source = "" }, { target = "/y", source = "v" }]', []),
        ("docker", 'image = "x"\nulimit {\nnofile = "1024:4096"\nnproc = 10\n}', []),
        ("docker", 'image = "x"\nulimit {\nnofile = "unlimited"\n}', ["DRV105"]),
        ("containerd-driver", 'image = "x"\ncommand = "a"\nentrypoint = ["b"]', ["DRV104"]),
        ("nspawn", 'image = "x"\nprocess_two = true\nboot = true', ["DRV104"]),
        ("nspawn", 'image = "x"\nprocess_two = true\nboot = false', []),
        ("nspawn", 'image = "x"\nvolatile = "yes"\nprivate_users_ownership = "chown"', ["DRV104"]),
        ("nspawn", 'image = "x"\nvolatile = "yes"\nprivate_users_ownership = "map"', []),
        ("containerd-driver", 'image = "x"\nseccomp_profile = "p"', ["DRV103"]),
        ("containerd-driver", 'image = "x"\nseccomp = true\nseccomp_profile = "p"', []),
        ("nspawn", 'image = "x"\nimage_download {\ntype = "tar"\n}', ["DRV103"]),
        ("nspawn", 'image = "x"\nresolv_conf = "copy"\nprivate_users = "100:10"', ["DRV105"]),
        ("lxc", 'template = "x"\nverbosity = "loud"', ["DRV105"]),
        ("exec2", 'command = "x"\nunveil = ["r:/etc"]\noom_score_adj = 1', []),
        ("exec2", 'command = "x"\nunveil = "r:/etc"', ["DRV102"]),
        ("singularity", 'image = "x"\ncommand = "shell"', ["DRV105"]),
        ("apptainer", 'image = "x"\nbinds = ["/a:/b"]', ["DRV101"]),
        ("own", 'anything = "goes"', []),
    ],
)
def test_config_of_a_driver(driver: str, config: str, codes: list[str]) -> None:
    assert _codes(driver, config) == codes


def test_a_driver_without_a_schema_is_reported_as_not_checked() -> None:
    found = check_file(_text("own", 'anything = "goes"').encode(), "a.nomad", Settings())
    assert [entry.what for entry in found.not_checked] == ['config of driver "own"']
    assert driver_schema("../docker") is None


def test_an_option_of_tasks_is_sent_to_the_task_and_a_slip_is_mended() -> None:
    job = jobspec.parse_job(_text("docker", 'image = "x"\nenv {\nA = 1\n}\ncomand = "y"')).value
    assert job is not None
    first, second = [found for found in jobspec.validate_job(job) if found.code == "DRV101"]
    assert {first.help, second.help} == {"env belongs to the task itself: move it out of config.", 'did you mean "command"?'}
    fixes = [edit.text for found in (first, second) if found.fix for edit in found.fix.edits]
    assert fixes == ["command"]


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_schemas_are_json_schemas_with_descriptions(path: Path) -> None:
    validator = jsonschema.Draft202012Validator
    schema = json.loads(path.read_text(encoding="utf-8"))
    validator.check_schema(schema)
    assert _without_description(schema) == []


def test_findings_about_plugins_say_which_plugin_is_meant() -> None:
    job = jobspec.parse_job(_text("podman", 'image = "x"\nprivilegd = true')).value
    assert job is not None
    [found] = [found for found in jobspec.validate_job(job) if found.code == "DRV101"]
    assert found.severity == "warning" and found.message.endswith("(as of hashicorp/nomad-driver-podman)")
    assert found.help is not None and "--driver-schema podman=FILE" in found.help


def test_a_wrong_value_is_shown_itself_with_the_edit_that_mends_it() -> None:
    job = jobspec.parse_job(_text("docker", 'image = "x"\nmount {\ntype = "bind"\n}\nmount {\ntype = "vlume"\n}')).value
    assert job is not None
    [found] = [found for found in jobspec.validate_job(job) if found.code == "DRV105"]
    assert found.span is not None and found.span.text == '"vlume"' and found.line == 11
    assert found.fix is not None and [edit.text for edit in found.fix.edits] == ["volume"]


def test_a_task_without_a_config_lacks_what_its_driver_requires() -> None:
    job = jobspec.parse_job('job "a" {\ngroup "g" {\ntask "t" {\ndriver = "docker"\n}\n}\n}\n').value
    assert job is not None
    [found] = [found for found in jobspec.validate_job(job) if found.code.startswith("DRV")]
    assert found.code == "DRV103" and found.span is not None and found.span.text == '"docker"'


@pytest.mark.parametrize(
    ("driver", "option", "words"),
    [
        ("exec", 'image = "x"', "option of the driver docker and podman"),
        ("exec", 'flake = "x"', "--driver-schema exec=FILE"),
        ("own", 'flake = "x"', ""),
    ],
)
def test_what_to_do_with_an_option_that_the_driver_does_not_have(driver: str, option: str, words: str) -> None:
    job = jobspec.parse_job(_text(driver, f'command = "c"\n{option}')).value
    assert job is not None
    found = [str(found.help) for found in jobspec.validate_job(job) if found.code == "DRV101"]
    assert (words in found[0]) if words else not found


def test_a_block_that_is_no_block_is_told_the_options_of_one() -> None:
    job = jobspec.parse_job(_text("docker", 'image = "x"\ndevices = ["/dev/fuse"]')).value
    assert job is not None
    [found] = [found for found in jobspec.validate_job(job) if found.code == "DRV102"]
    assert "a block devices { … } for each with host_path, container_path" in str(found.help)


def test_a_text_for_a_list_is_told_the_list() -> None:
    job = jobspec.parse_job(_text("docker", 'image = "x"\nargs = "-v"')).value
    assert job is not None
    [found] = [found for found in jobspec.validate_job(job) if found.code == "DRV102"]
    assert str(found.help).startswith('Write args = ["-v"];')


def _without_description(schema: dict[str, object]) -> list[str]:
    missing = []
    properties = schema.get("properties", {})
    assert isinstance(properties, dict)
    for name, entry in properties.items():
        missing += [name] if len(str(entry.get("description", ""))) < 8 else []
        missing += _without_description(entry)
    return missing
