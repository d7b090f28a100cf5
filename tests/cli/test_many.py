"""Many files: processes, the cache, git, watching."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
GOOD = (ROOT / "fixtures/jobs/web.nomad").read_text(encoding="utf-8")
BAD = GOOD.replace("driver", "drivver", 1)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    jobs = tmp_path / "jobs"
    jobs.mkdir()
    for number in range(40):
        (jobs / f"{number:02}.nomad").write_text(BAD if number % 10 == 0 else GOOD, encoding="utf-8")
    monkeypatch.chdir(jobs)
    monkeypatch.setenv("JOBSPEC_CACHE_DIR", str(tmp_path / "cache"))
    return jobs


@pytest.mark.parametrize("chosen", [(), ("--ignore", "HCL3"), ("--severity", "HCL=warning"), ("--color", "always"), ("--format", "json")],
                         ids=" ".join)
def test_all_ways_print_the_same(chosen: tuple[str, ...], call: Any, folder: Path) -> None:
    """Findings of files that other processes check are drawn early, as if nothing hid or changed them."""
    (folder / "20.nomad").write_text("# jobspec: ignore[HCL] on purpose\n" + BAD, encoding="utf-8")
    answers = [
        call("validate", *chosen, *how, ".")
        for how in (["--no-cache", "--jobs", "1"], ["--jobs=2"], [], ["--jobs", "1"])
    ]
    assert {answer.out for answer in answers} == {answers[0].out}
    assert len({answer.code for answer in answers}) == 1 and answers[0].out


def test_stats_say_what_was_done(call: Any, folder: Path) -> None:
    assert "40 files checked in 2 processes, 0 from the cache, 0 unreadable" in call("validate", "--stats", "--jobs", "2", ".").err
    assert "0 files checked in this process, 40 from the cache" in call("validate", "--stats", ".").err
    assert "40 files checked" in call("validate", "--stats", "--no-cache", ".").err


def test_no_cache_leaves_no_cache(call: Any, folder: Path) -> None:
    call("validate", "--no-cache", ".")
    assert not (folder.parent / "cache").exists()


@pytest.mark.parametrize("wrong", [("--jobs", "two"), ("--jobs", "-1"), ("--executor", "ray:1"), ("--executor", "dask:")])
def test_wrong_values_are_wrong_usage(wrong: tuple[str, str], call: Any, folder: Path) -> None:
    assert call("validate", *wrong, ".").code == 2


def test_a_cluster_that_is_not_there_is_said(call: Any, folder: Path) -> None:
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    answer = call("validate", "--executor", "dask:tcp://127.0.0.1:9", ".")
    assert answer.code == 2
    assert "there is no Dask scheduler at tcp://127.0.0.1:9" in answer.err


def git(*arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *arguments], check=True, capture_output=True)


@pytest.mark.usefixtures("git_is_here")
def test_only_what_changed_since_a_commit(call: Any, folder: Path) -> None:
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "all")
    unchanged = call("validate", "--changed-since", "HEAD", ".")
    assert (unchanged.code, unchanged.out) == (0, "")
    assert "no file changed since HEAD" in unchanged.err
    (folder / "01.nomad").write_text(BAD, encoding="utf-8")
    (folder / "new.nomad").write_text(BAD, encoding="utf-8")
    (folder / "02.nomad").unlink()
    answer = call("validate", "--changed-since", "HEAD", "--format", "concise", ".")
    assert {line.split(":")[0] for line in answer.out.splitlines()} == {"01.nomad", "new.nomad"}


@pytest.mark.usefixtures("git_is_here")
@pytest.mark.parametrize("reference", ["no-such-ref", "--output=x"])
def test_an_unknown_commit_is_wrong_usage(reference: str, call: Any, folder: Path) -> None:
    git("init", "-q")
    answer = call("validate", f"--changed-since={reference}", ".")
    assert answer.code == 2
    assert reference in answer.err


@pytest.mark.usefixtures("git_is_here")
def test_without_a_repository_git_says_so(call: Any, folder: Path) -> None:
    answer = call("validate", "--changed-since", "HEAD", ".")
    assert answer.code == 2
    assert answer.err.startswith("jobspec: --changed-since HEAD: ")  # and git's own words, in the language of the person


EAST = 'job "east" {\n  datacenters = ["east"]\n  group "g" {\n    task "t" {\n      driver = "raw_exec"\n    }\n  }\n}\n'


@contextmanager
def ended_in_time(process: subprocess.Popen[str]) -> Iterator[None]:
    """End a process at the end, and after a minute in any case, so that whoever waits for a line of it fails and does not hang."""
    timer = Timer(60, process.kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        process.kill()
        process.communicate()


@pytest.fixture
def watching(folder: Path) -> Iterator[subprocess.Popen[str]]:
    pytest.importorskip("watchfiles", reason="the extra watch is not installed")
    process = subprocess.Popen(
        [sys.executable, "-u", str(ROOT / "cli.py"), "validate", "--watch", "--format", "concise", "00.nomad"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    with ended_in_time(process):
        yield process


def test_watch_checks_again_on_save(watching: subprocess.Popen[str], folder: Path) -> None:
    assert watching.stdout is not None and watching.stderr is not None
    assert "drivver" in watching.stdout.readline()
    assert watching.stderr.readline() == "jobspec: checking\n"
    assert watching.stderr.readline().startswith("jobspec: watching .")
    (folder / "00.nomad").write_text(BAD.replace("drivver", "divrer"), encoding="utf-8")
    assert "divrer" in watching.stdout.readline()
    watching.send_signal(signal.SIGINT)
    out, err = watching.communicate()
    assert (watching.returncode, out) == (0, "")
    assert all(line.startswith("jobspec: ") for line in err.splitlines()), err


def test_watch_reads_changed_nodes_again(folder: Path) -> None:
    pytest.importorskip("watchfiles", reason="the extra watch is not installed")
    (folder / "node").mkdir()
    node = folder / "node" / "client.hcl"
    node.write_text('datacenter = "dc1"\nclient { enabled = true }\n', encoding="utf-8")
    (folder / "east.nomad").write_text(EAST, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-u", str(ROOT / "cli.py"), "validate", "--watch", "--format", "concise", "--select", "NODE206", "--node", "node",
         "east.nomad"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    with ended_in_time(process):
        assert process.stdout is not None
        assert 'in datacenter "dc1"' in process.stdout.readline()
        node.write_text('datacenter = "west"\nclient { enabled = true }\n', encoding="utf-8")
        assert 'in datacenter "west"' in process.stdout.readline()


def test_standard_input_cannot_be_watched(call: Any) -> None:
    pytest.importorskip("watchfiles", reason="the extra watch is not installed")
    assert call("validate", "--watch", "-").code == 2
