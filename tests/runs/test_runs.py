"""However files are checked, what comes of it is the same, in the same order."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from pathlib import Path

import pytest

from jobspec.check import Settings, check_file
from jobspec.discovery import Unreadable
from jobspec.runs import RunOptions, Statistics, run_checks
from jobspec.runs.codec import Damaged, Reader, encode
from jobspec.runs.errors import UnusableExecutor
from jobspec.runs.executors import Executors
from tests.runs.conftest import FILES, names, plain, ran


def test_one_process_two_and_the_cache_give_the_same(folder: Path, tmp_path: Path) -> None:
    one = plain(ran().outcomes)
    assert plain(ran(processes=2).outcomes) == one
    first, second = ran(cache=str(tmp_path / "cache")), ran(processes=2, cache=str(tmp_path / "cache"))
    assert plain(first.outcomes) == plain(second.outcomes) == one
    assert (first.statistics.checked, first.statistics.known) == (FILES, 0)
    assert (second.statistics.checked, second.statistics.known, second.statistics.unreadable) == (0, FILES, 1)


def test_few_files_are_checked_without_processes_and_cache(folder: Path, tmp_path: Path) -> None:
    few = ran(files=names()[:3], processes=0, cache=str(tmp_path / "cache"))
    assert plain(few.outcomes) == plain(ran().outcomes[:3])
    assert not (tmp_path / "cache").exists()


def test_a_changed_file_is_checked_again(folder: Path, tmp_path: Path) -> None:
    ran(cache=str(tmp_path / "cache"))
    (folder / "000.nomad").write_text('job "x" {', encoding="utf-8")
    again = ran(cache=str(tmp_path / "cache"))
    assert again.statistics.checked == 1
    assert plain(again.outcomes) == plain(ran().outcomes)


def test_the_few_files_that_changed_are_checked_without_processes(folder: Path, tmp_path: Path) -> None:
    first = ran(processes=2, cache=str(tmp_path / "cache"))
    assert first.statistics.processes == 2
    (folder / "000.nomad").write_text('job "x" {', encoding="utf-8")
    again = ran(processes=2, cache=str(tmp_path / "cache"))
    assert (again.statistics.checked, again.statistics.processes) == (1, 0)


def test_a_change_of_a_file_that_jobs_read_counts(folder: Path, tmp_path: Path) -> None:
    ran(cache=str(tmp_path / "cache"))
    (folder / "motd").write_bytes(b"\xff")
    again = ran(cache=str(tmp_path / "cache"))
    assert again.statistics.checked == FILES // 5
    assert plain(again.outcomes) == plain(ran().outcomes)
    (folder / "missing").write_text("now it is there", encoding="utf-8")
    assert ran(cache=str(tmp_path / "cache")).statistics.checked == FILES // 5


@pytest.mark.parametrize("settings", [
    Settings(variables=("a=b",)), Settings(strict=False), Settings(environ={"NOMAD_VAR_a": "b"}), Settings(base_dir=".."),
    Settings(var_files=("values.hcl",)),
])
def test_how_files_are_read_counts(settings: Settings, folder: Path, tmp_path: Path) -> None:
    ran(cache=str(tmp_path / "cache"))
    other = ran(settings, cache=str(tmp_path / "cache"))
    assert other.statistics.known == 0
    assert plain(other.outcomes) == plain(ran(settings).outcomes)


def test_what_a_variable_file_holds_counts(folder: Path, tmp_path: Path) -> None:
    settings = Settings(var_files=("values.hcl",))
    ran(settings, cache=str(tmp_path / "cache"))
    (folder / "values.hcl").write_text("", encoding="utf-8")
    again = ran(settings, cache=str(tmp_path / "cache"))
    assert (again.statistics.known, plain(again.outcomes)) == (0, plain(ran(settings).outcomes))


def test_what_else_findings_follow_from_counts(folder: Path, tmp_path: Path) -> None:
    ran(cache=str(tmp_path / "cache"), context=b"one node")
    assert ran(cache=str(tmp_path / "cache"), context=b"another").statistics.known == 0


@pytest.mark.parametrize("content", [b"", b"this is no database", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_cache_is_made_anew(content: bytes, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "findings.sqlite").write_bytes(content)
    assert plain(ran(cache=str(tmp_path / "cache")).outcomes) == plain(ran().outcomes)
    assert ran(cache=str(tmp_path / "cache")).statistics.known == FILES


def test_damaged_entries_are_checked_again(folder: Path, tmp_path: Path) -> None:
    import sqlite3

    ran(cache=str(tmp_path / "cache"))
    with sqlite3.connect(tmp_path / "cache" / "findings.sqlite") as database:
        database.execute("UPDATE findings SET value = substr(value, 1, length(value) / 2)")
    again = ran(cache=str(tmp_path / "cache"))
    assert (again.statistics.known, plain(again.outcomes)) == (0, plain(ran().outcomes))


def test_a_cache_that_cannot_be_had_is_said_and_done_without(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in the way", encoding="utf-8")
    without = ran(cache=str(tmp_path / "cache"))
    assert without.statistics.trouble is not None
    assert plain(without.outcomes) == plain(ran().outcomes)


def test_two_runs_may_share_a_cache(folder: Path, tmp_path: Path) -> None:
    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            ran(cache=str(tmp_path / "cache"))
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    assert plain(ran(cache=str(tmp_path / "cache")).outcomes) == plain(ran().outcomes)


def test_killed_at_any_moment_nothing_is_damaged(folder: Path, tmp_path: Path) -> None:
    started = time.monotonic()
    expected, chance = plain(ran().outcomes), random.Random(7)
    whole, known = time.monotonic() - started, 0
    for number in range(50):
        if number % 10 == 0:
            for path in (tmp_path / "cache").glob("*"):
                path.unlink()
        child = os.fork()
        if child == 0:
            ran(cache=str(tmp_path / "cache"))
            os._exit(0)
        time.sleep(chance.uniform(0, 1.5 * whole))  # with a cache it takes longer than without
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if number % 5 == 4:
            after = ran(cache=str(tmp_path / "cache"))
            assert (after.statistics.trouble, plain(after.outcomes)) == (None, expected)
            known += after.statistics.known
    assert known > 0


def test_processes_that_are_killed_cost_nothing_but_time(folder: Path) -> None:
    outcomes = []
    statistics = Statistics()
    for number, outcome in enumerate(run_checks(names() * 3, lambda name: Settings(), RunOptions(processes=2), statistics)):
        outcomes.append(outcome)
        if number in (0, 100):
            for process in multiprocessing.active_children():
                process.kill()
    assert plain(outcomes) == plain(ran().outcomes) * 3


def test_unreadable_files_stand_in_their_place(folder: Path) -> None:
    outcomes = ran(processes=2, files=["no.nomad", *names()]).outcomes
    assert isinstance(outcomes[0], Unreadable)
    assert isinstance(outcomes[-1], Unreadable)


def test_findings_survive_being_written(folder: Path) -> None:
    settings = Settings(var_files=("values.hcl",))
    reader = Reader()
    for name in names()[:10]:
        data = Path(name).read_bytes()
        found = check_file(data, name, settings)
        assert plain(reader.decode(encode(found), name, data)) == plain(found)
    with pytest.raises(Damaged):
        reader.decode(b"\x93", "a.nomad", b"")


def test_a_missing_scheduler_is_said() -> None:
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    with pytest.raises(UnusableExecutor, match=r"no Dask scheduler at tcp://127\.0\.0\.1:9: .*refused"):
        Executors("tcp://127.0.0.1:9", 0, 1).current(1)


def test_a_change_of_a_folder_that_a_job_lists_counts(folder: Path, tmp_path: Path) -> None:
    (folder / "parts").mkdir()
    command = 'join("", fileset("parts", "*.txt"))'
    task = f'task "t" {{\n      driver = "exec"\n      config {{\n        command = {command}\n      }}\n    }}'
    (folder / "000.nomad").write_text(f'job "j" {{\n  group "g" {{\n    {task}\n  }}\n}}\n', encoding="utf-8")
    where = str(tmp_path / "cache")
    ran(cache=where)
    assert ran(cache=where).statistics.checked == 0
    (folder / "parts" / "a.txt").write_text("a", encoding="utf-8")
    assert ran(cache=where).statistics.checked == 1
    (folder / "parts" / "a.txt").write_text("only its name counts", encoding="utf-8")
    assert ran(cache=where).statistics.checked == 0
    (folder / "parts" / "a.txt").unlink()
    (folder / "parts" / "a.txt").mkdir()
    again = ran(cache=where)
    assert (again.statistics.checked, plain(again.outcomes)) == (1, plain(ran().outcomes))
    (folder / "parts" / "a.txt").rmdir()
    (folder / "parts").rmdir()
    assert ran(cache=where).statistics.checked == 1
