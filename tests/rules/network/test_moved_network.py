"""The network of a task's resources, moved to the group."""

from __future__ import annotations

from pathlib import Path

import pytest

import jobspec
from jobspec.check import Settings, check_file, read_job
from jobspec.fixes.engine import fix_file
from jobspec.rules.network.ports import ports_of


def _fixed(group: str) -> str:
    data = f'job "a" {{\n  group "g" {{\n{group}  }}\n}}\n'.encode()
    settings = Settings(base_dir=str(Path(__file__).parent))
    done = fix_file(
        data, lambda data: check_file(data, "a", settings), lambda data: read_job(data, "a", settings).value, unsafe=True,
        wanted=lambda found: found.code == "NET105",
    )
    assert not done.not_mended
    return done.data.decode()


def _task(config: str, network: str, driver: str = "docker", name: str = "t") -> str:
    return (
        f'    task "{name}" {{\n      driver = "{driver}"\n      config {{\n        image = "x"\n{config}      }}\n'
        f"      resources {{\n        cpu = 10\n{network}      }}\n    }}\n"
    )


NETWORK = (
    '        network {\n          mbits = 10\n          port "http" {}\n          port "admin" {\n'
    "            static = 8080\n          }\n        }\n"
)


def test_port_map_becomes_to_and_ports() -> None:
    text = _fixed(_task("        port_map {\n          http = 80\n        }\n", NETWORK))
    job = jobspec.parse_job(text).value
    assert job is not None and job.task_groups is not None
    [group] = job.task_groups
    assert group.networks is not None and group.tasks is not None and group.tasks[0].resources is not None
    ports = [(port.label, port.static, port.to) for port in ports_of(group.networks[0])]
    assert sorted(ports) == [("admin", 8080, 0), ("http", 0, 80)]
    assert not group.tasks[0].resources.networks
    assert group.tasks[0].config == {"image": "x", "ports": ["admin", "http"]}


def test_the_text_keeps_its_form() -> None:
    text = _fixed(_task("", '        network {\n          port "http" {}\n        }\n', "raw_exec"))
    assert text == (
        'job "a" {\n  group "g" {\n    network {\n      port "http" {}\n    }\n    task "t" {\n      driver = "raw_exec"\n'
        '      config {\n        image = "x"\n      }\n      resources {\n        cpu = 10\n      }\n    }\n  }\n}\n'
    )


@pytest.mark.parametrize(
    "group",
    [
        "    network {\n    }\n" + _task("", NETWORK),
        _task("", NETWORK) + _task("", NETWORK.replace("http", "x").replace("admin", "y").replace("8080", "81"), name="u"),
        _task("        port_map {\n          other = 80\n        }\n", NETWORK),
        _task('        network_mode = "host"\n', NETWORK),
    ],
)
def test_what_is_not_plain_is_left_alone(group: str) -> None:
    data = f'job "a" {{\n  group "g" {{\n{group}  }}\n}}\n'
    job = jobspec.parse_job(data).value
    assert job is not None
    found = [each for each in jobspec.validate_job(job) if each.code == "NET105"]
    assert found and all(each.fix is None for each in found)


def test_a_task_of_the_job_itself_has_no_group_to_move_to() -> None:
    job = jobspec.parse_job(f'job "a" {{\n{_task("", NETWORK)}}}\n').value
    assert job is not None
    assert [each.fix for each in jobspec.validate_job(job) if each.code == "NET105"] == [None]
