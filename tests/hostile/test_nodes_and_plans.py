"""Node descriptions, plans and jobs that are meant to hurt: a clear answer in bounded time, never a traceback."""

from __future__ import annotations

import json
import random
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from jobspec.cli import run
from jobspec.nodes.cni import check_cni_file
from tests.hostile.clock import growth

RUN = Path(__file__).resolve().parents[2] / "fixtures" / "runs" / "api-on-cni-mynet"
PLAN = ["plan", "job.nomad", "--node", "node"]
PIECES = [b"", b"{", b"}", b"[", b"]", b'"', b"null", b"-1", b"1e999", b"9" * 24, b"0.5", b'"x"', b"true", b"[]", b"{}", b"[null]", b"\xff",
          b"\x00", b"\\u001b[31m", b"\xe2\x80\xae", b'"::/0"', b'"0.0.0.0/0"', b'"1-65535"']
Answered = Callable[[list[str]], tuple[int, str]]
TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\w.\-/]+|[\[\]{},:=]')


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A job and a node that takes it, in the current folder."""
    shutil.copy(RUN / "job.nomad", tmp_path)
    shutil.copytree(RUN / "node", tmp_path / "node")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def answered(capsys: pytest.CaptureFixture[str]) -> Answered:
    """Runs a command: it ends soon with words and an exit code for them, and sends nothing to the terminal but text."""

    def check(arguments: list[str]) -> tuple[int, str]:
        started = time.process_time()
        code = run(arguments)
        assert time.process_time() - started < 10
        printed = "".join(capsys.readouterr())
        assert code in (0, 1, 2), printed
        assert not {"\x1b", "\u202e"} & set(printed) and "JOB000" not in printed
        return code, printed

    return check


def damaged(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 3)):
        places = [match.span() for match in TOKEN.finditer(data)] or [(0, 0)]
        start, end = chance.choice(places)
        data = data[:start] + chance.choice(PIECES) + data[end:]
    return data


@pytest.mark.parametrize("name", ["client.hcl", "cni/mynet.conflist", "facts/node.json", "facts/interfaces.json", "facts/routes.json"])
def test_damaged_descriptions_of_nodes_are_answered(name: str, folder: Path, answered: Answered) -> None:
    path = folder / "node" / name
    good = path.read_bytes()
    chance = random.Random(name)
    for _ in range(6):
        path.write_bytes(damaged(good, chance))
        answered(PLAN)
        answered(["node", "show", "node"])


@pytest.mark.parametrize("option", ["--diff", "--earlier", "--pin", "--alloc"])
def test_damaged_plans_pins_and_allocations_are_answered(option: str, folder: Path, answered: Answered) -> None:
    _, plan = answered([*PLAN, "--format", "json"])
    good = b'{"api.api[0]": {"id": "x", "ports": {"http": 22627}, "start": 0}}' if option == "--pin" else plan.encode()
    chance = random.Random(option)
    for _ in range(8):
        (folder / "given.json").write_bytes(damaged(good, chance))
        answered([*PLAN, option, "given.json"])


@pytest.mark.parametrize("name", ["facts/node.json", "facts/interfaces.json", "facts/routes.json", "cni/mynet.conflist"])
@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"a":' * 100_000, b"\0", "[]".encode("utf-16"), b"1" * 100_000, b""],
                         ids=["lists", "objects", "NUL", "UTF-16", "digits", "empty"])
def test_odd_json_is_an_error_in_words(name: str, data: bytes, folder: Path, answered: Answered) -> None:
    (folder / "node" / name).write_bytes(data)
    code, printed = answered(PLAN)
    assert code != 0 and Path(name).name in printed


@pytest.mark.parametrize("config", [
    'client { reserved { reserved_ports = "' + ",".join(["1-65535"] * 2000) + '" } }',
    "client {\n  min_dynamic_port = 1\n  max_dynamic_port = 65535\n}",
    "client {\n  min_dynamic_port = -99999999999\n  max_dynamic_port = 99999999999\n}",
    'client { reserved { cores = "0-999999999" } }',
    'bind_addr = "{{ ' + "(" * 5000 + ' GetPrivateIP }}"',
    'client { node_class = "\\u001b[31m" }\nname = "\\u202e\\u001b[2J"',
], ids=["reserved", "all dynamic", "beyond ports", "cores", "template", "terminal"])
def test_agent_configs_that_ask_for_too_much(config: str, folder: Path, answered: Answered) -> None:
    (folder / "node" / "zzz.hcl").write_text(config, encoding="utf-8")
    (folder / "alone.hcl").write_text(config, encoding="utf-8")
    for arguments in (PLAN, ["node", "show", "node"], ["validate", "alone.hcl"]):
        answered(arguments)


@pytest.mark.parametrize("ranges", [
    '{"subnet": "128.0.0.0/1"}', '{"subnet": "fd00::/8"}', '{"subnet": "::/0"}', '{"subnet": "0.0.0.0/0"}',
    '{"subnet": "10.0.0.0/8", "rangeStart": "10.0.0.1", "rangeEnd": "10.255.255.254"}',
    '{"subnet": "10.0.0.0/24"}' + '], [{"subnet": "10.0.1.0/24"}' * 500,
], ids=["/1", "v6 /8", "v6 /0", "/0", "range", "many"])
def test_vast_address_ranges_are_not_listed(ranges: str, folder: Path, answered: Answered) -> None:
    text = ('{"cniVersion": "1.0.0", "name": "mynet", "plugins": [{"type": "bridge", "ipam": {"type": "host-local", "ranges": [[%s]]}},'
            ' {"type": "portmap", "capabilities": {"portMappings": true}}]}')
    (folder / "node" / "cni" / "mynet.conflist").write_text(text % ranges, encoding="utf-8")
    answered(PLAN)
    answered(["validate", "node/cni"])


def job_of(group: str) -> str:
    task = 'task "t" {\n driver = "raw_exec"\n config { command = "x" }\n}'
    return f'job "j" {{\n  group "g" {{\n{group}\n{task}\n  }}\n}}\n'


@pytest.mark.parametrize(("group", "words"), [
    ("count = 1000000000", "1000000000"),
    ("network {\n" + "".join(f'port "p{number}" {{}}\n' for number in range(30_000)) + "}", "no dynamic port"),
    ('constraint {\n  attribute = "${attr.nomad.version}"\n  operator = "version"\n  value = ">= ' + "9" * 5000 + '"\n}', "out of range"),
], ids=["count", "ports", "version"])
def test_jobs_that_ask_for_too_much(group: str, words: str, folder: Path, answered: Answered) -> None:
    (folder / "job.nomad").write_text(job_of(group), encoding="utf-8")
    answered(["validate", "--no-cache", "job.nomad"])
    code, printed = answered(PLAN)
    assert code != 0 and words in printed


def test_time_for_the_plugins_of_a_network_grows_with_their_number() -> None:
    small, large = (json.dumps({"cniVersion": "1.0.0", "name": "n", "plugins": [{"type": "bridge"}] * count}).encode()
                    for count in (1_000, 4_000))
    assert growth(lambda: check_cni_file(small, "n.conflist"), lambda: check_cni_file(large, "n.conflist"), limit=8) < 8


@pytest.mark.parametrize("text", ["a = " + "[" * 50_000, "a = " + "9" * 10_000, "\0", 'select = ["\\u001b[31m"]'],
                         ids=["nesting", "digits", "NUL", "terminal"])
def test_odd_configurations_are_an_error_in_words(text: str, folder: Path, answered: Answered) -> None:
    (folder / "jobspec.toml").write_text(text, encoding="utf-8")
    code, printed = answered(["validate", "job.nomad"])
    assert code == 2 and "jobspec.toml" in printed


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "", "[null]", "9" * 10_000], ids=lambda text: text[:5])
def test_odd_baselines_are_an_error_in_words(text: str, folder: Path, answered: Answered) -> None:
    (folder / "base.json").write_text(text, encoding="utf-8")
    code, printed = answered(["validate", "job.nomad", "--baseline", "base.json"])
    assert code == 2 and "base.json" in printed
