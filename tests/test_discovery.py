"""Finding job files in folders, and saying what cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jobspec.check import Settings, check_file
from jobspec.discovery import Excluded, Unreadable, find_job_files, read_bytes

JOB = 'job "a" {\n}\n'


def tree(root: Path, *names: str, text: str = JOB) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def inside(root: Path) -> list[str]:
    found = find_job_files([str(root)])
    return [os.path.relpath(name, root) for name in found.files]


def test_job_files_are_found_by_name_and_other_hcl_by_content(tmp_path: Path) -> None:
    tree(tmp_path, "b/web.nomad", "a.nomad.hcl", "c.hcl", "notes.txt", "api.nomad.json")
    tree(tmp_path, "terraform.hcl", text='resource "x" "y" {\n  options = { job = "x" }\n}\n')
    tree(tmp_path, "broken.nomad", "broken.nomad.hcl", text="not a job")
    tree(tmp_path, "pool.nomad.hcl", text='node_pool "example" {\n}\n')
    assert inside(tmp_path) == ["a.nomad.hcl", "broken.nomad", "broken.nomad.hcl", "c.hcl", "b/web.nomad"]


CNI = '{"cniVersion": "1.0.0", "name": "lan", "plugins": [{"type": "bridge"}]}'


@pytest.mark.parametrize(("beside", "found"), [
    ({}, ["cni/1.conflist", "cni/2.conf", "cni/3.json"]),  # a client reads all of them, and does not start
    ({"README": ""}, ["cni/1.conflist"]),
    ({"node.json": '{"client": {"enabled": true}}'}, ["cni/1.conflist"]),
])
def test_broken_files_among_cni_networks_are_taken(tmp_path: Path, beside: dict[str, str], found: list[str]) -> None:
    for name, text in {"1.conflist": CNI, "2.conf": '{"name": "x", ', "3.json": "", "4.json": "{}", "5.conf": "a = 1", **beside}.items():
        tree(tmp_path, f"cni/{name}", text=text)
    assert inside(tmp_path) == found
    findings = check_file(b'{"name": "x", ', str(tmp_path / "cni/2.conf"), Settings()).diagnostics
    assert ("CNI001" in [one.code for one in findings]) is not bool(beside)


def test_agent_configs_are_found_by_content(tmp_path: Path) -> None:
    tree(tmp_path, "client.hcl", text='client {\n  options = { job = "x" }\n}\n')
    tree(tmp_path, "consul.hcl", text='server = true\ndata_dir = "/opt/consul"\n')
    assert inside(tmp_path) == ["client.hcl"]


def test_gitignore_is_respected_at_every_level(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    tree(tmp_path, "a.nomad", "build/b.nomad", "sub/keep.nomad", "sub/drop.nomad", "sub/deep/drop.nomad", ".git/x.nomad")
    (tmp_path / ".gitignore").write_text("build/\ndrop.nomad\n")
    (tmp_path / "sub/deep/.gitignore").write_text("!drop.nomad\n")
    assert inside(tmp_path) == ["a.nomad", "sub/keep.nomad", "sub/deep/drop.nomad"]


def test_gitignore_above_the_given_folder_counts_inside_a_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    tree(tmp_path, "jobs/a.nomad", "jobs/b.nomad")
    (tmp_path / ".gitignore").write_text("/jobs/b.nomad\n")
    assert inside(tmp_path / "jobs") == ["a.nomad"]


def test_a_named_file_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    tree(tmp_path, "job.txt")
    assert find_job_files([str(tmp_path / "job.txt")]).files == (str(tmp_path / "job.txt"),)


def test_a_file_reached_twice_is_taken_once(tmp_path: Path) -> None:
    tree(tmp_path, "a.nomad")
    assert len(find_job_files([str(tmp_path / "a.nomad"), str(tmp_path), str(tmp_path)]).files) == 1


def test_a_folder_without_job_files_is_reported(tmp_path: Path) -> None:
    (found,) = find_job_files([str(tmp_path)]).unreadable
    assert found.path == str(tmp_path)
    assert "no job files" in found.reason


def test_links_that_lead_nowhere_or_in_circles_do_no_harm(tmp_path: Path) -> None:
    tree(tmp_path, "a/a.nomad")
    (tmp_path / "a/loop").symlink_to(tmp_path)
    (tmp_path / "gone.nomad").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self.nomad").symlink_to(tmp_path / "self.nomad")
    assert inside(tmp_path) == ["gone.nomad", "self.nomad", "a/a.nomad"]
    assert isinstance(read_bytes(str(tmp_path / "self.nomad")), Unreadable)
    gone = read_bytes(str(tmp_path / "gone.nomad"))
    assert isinstance(gone, Unreadable)
    assert gone.reason == "the link points to nothing"


def test_names_that_are_not_utf8_are_read(tmp_path: Path) -> None:
    name = os.path.join(os.fsencode(tmp_path), b"a\xff.nomad")
    try:
        with open(name, "wb") as file:
            file.write(JOB.encode())
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (found,) = find_job_files([str(tmp_path)]).files
    assert read_bytes(found) == JOB.encode()


@pytest.mark.parametrize(("name", "reason"), [("missing.nomad", "there is no such file"), (".", "a folder"), ("a\0b", "NUL")])
def test_reasons_are_told_in_words(tmp_path: Path, name: str, reason: str) -> None:
    content = read_bytes(str(tmp_path / name) if name != "a\0b" else name)
    assert isinstance(content, Unreadable)
    assert reason in content.reason


def test_a_path_that_nobody_may_read_is_reported() -> None:
    content = read_bytes("/proc/self/mem")
    assert isinstance(content, Unreadable)


def test_excluded_patterns_are_relative_to_their_folder_and_win_over_gitignore(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    tree(tmp_path, "a.nomad", "old/b.nomad", "sub/old/c.nomad", "sub/drop.nomad")
    (tmp_path / "sub/.gitignore").write_text("!drop.nomad\n")
    found = find_job_files([str(tmp_path), str(tmp_path / "old/b.nomad")], Excluded(("/old", "drop.nomad"), str(tmp_path)))
    assert [os.path.relpath(name, tmp_path) for name in found.files] == ["a.nomad", "sub/old/c.nomad", "old/b.nomad"]
    assert find_job_files([str(tmp_path / "old/b.nomad")], Excluded(("/old",), str(tmp_path), named=True)).files == ()
    assert find_job_files([str(tmp_path / "sub")], Excluded(("/sub/old",), str(tmp_path))).files == (str(tmp_path / "sub/drop.nomad"),)
