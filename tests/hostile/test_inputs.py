"""Input that nobody wrote by hand: a clear answer, the right exit code, bounded time and memory."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import jobspec
from jobspec.cli import run
from jobspec.diagnostics import Diagnostic

HEAD = b'job "a" {\n  group "g" {\n    task "t" {\n      driver = "docker"\n'
TAIL = b'      config { image = "x" }\n    }\n  }\n}\n'


def job_with(meta: bytes) -> bytes:
    return HEAD + b"      env {\n        V = " + meta + b"\n      }\n" + TAIL


def first_error(text: bytes) -> Diagnostic:
    errors = jobspec.parse_job(text, filename="job.nomad").errors
    assert errors
    return errors[0]


def validate(tmp_path: Path, text: bytes) -> int:
    path = tmp_path / "job.nomad"
    path.write_bytes(text)
    return run(["validate", str(path)])


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        (b"(", b")"), (b"[", b"]"), (b"{a=", b"}"), (b'"${', b'}"'), (b"f(", b")"), (b"-", b""), (b"!", b""), (b"[for x in y: ", b"]"),
        (b"true ? 1 : ", b"2"), (b"1 + ", b""), (b"a[", b"]"),
    ],
    ids=lambda text: text.decode(),
)
def test_3000_levels_of_nesting_are_answered(tmp_path: Path, opening: bytes, closing: bytes) -> None:
    started = time.process_time()
    assert validate(tmp_path, job_with(opening * 3000 + b"1" + closing * 3000)) in (0, 1)
    assert time.process_time() - started < 10


def test_3000_nested_blocks_are_answered(tmp_path: Path) -> None:
    assert validate(tmp_path, b"job a {\n" + b"group g {\n" * 3000 + b"}\n" * 3001) == 1


def test_3000_nested_json_objects_are_answered(tmp_path: Path) -> None:
    assert validate(tmp_path, b'{"job":' * 3000 + b"1" + b"}" * 3000) == 1


def test_a_file_of_10_megabytes_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = b'        K%d = "' + b"x" * 1000 + b'"\n'
    text = HEAD + b"      env {\n" + b"".join(line % number for number in range(10_000)) + b"      }\n" + TAIL
    started = time.process_time()
    assert validate(tmp_path, text) == 0, capsys.readouterr().out[:2000]
    assert time.process_time() - started < 30


def test_a_list_of_100000_elements_is_read(tmp_path: Path) -> None:
    assert validate(tmp_path, job_with(b"length([" + b"1, " * 100_000 + b"])")) == 0


def test_a_nul_byte_is_an_error_at_its_place() -> None:
    error = first_error(HEAD + b"      user = \x00\n" + TAIL)
    assert error.line == 5


def test_invalid_utf8_is_an_error_at_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = HEAD + b'      user = "\xff\xfe"\n' + TAIL
    assert first_error(text).line == 5
    assert validate(tmp_path, text) == 1
    assert "\\xff" in capsys.readouterr().out


def test_utf16_is_an_error_and_not_a_flood(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert validate(tmp_path, (HEAD + TAIL).decode().encode("utf-16")) == 1
    assert len(capsys.readouterr().out) < 20_000


def test_escape_sequences_of_the_input_do_not_reach_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert validate(tmp_path, b'job "a" {\n  \x1b[2Jgroup "g" {}\n}\n') == 1
    assert validate(tmp_path, b'job "a" {\n  gr\xe2\x80\xaeoup = "\\u001b[31m"\n}\n') == 1
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert "\u202e" not in printed


@pytest.mark.parametrize(
    "expression",
    [b"range(1000000000)", b'format("%999999999d", 1)', b'format("%.999999999f", 1)', b'indent(999999999, "a\\nb")',
     b"pow(10, 999999999)", b"1e999999999",
     b'cidrsubnet("10.0.0.0/8", 999999999, 0)', b'regex("(a*)*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")'],
    ids=lambda text: text.decode()[:24],
)
def test_expressions_that_ask_for_too_much_end_soon(tmp_path: Path, expression: bytes) -> None:
    started = time.process_time()
    assert validate(tmp_path, job_with(expression)) in (0, 1)
    assert time.process_time() - started < 5


def test_file_functions_stay_inside_the_base_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "base"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("hidden words")
    (inside / "data.txt").write_text("data")
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    monkeypatch.chdir(inside)
    assert validate(inside, job_with(b'file("data.txt")')) == 0
    for path in ("../secret.txt", "link.txt", str(tmp_path / "secret.txt"), "/etc/hostname"):
        (inside / "job.nomad").write_bytes(job_with(b'file("%s")' % path.encode()))
        assert run(["validate", "job.nomad"]) == 1, path
        assert "hidden words" not in repr(jobspec.parse_job((inside / "job.nomad").read_bytes()).value)
    (inside / "job.nomad").write_bytes(job_with(b'file("../secret.txt")'))
    assert run(["validate", "--allow-outside", "job.nomad"]) == 0


def test_a_folder_as_variable_file_is_an_error_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "job.nomad").write_bytes(job_with(b'"x"'))
    assert run(["validate", "--var-file", str(tmp_path), str(tmp_path / "job.nomad")]) in (1, 2)
    printed = capsys.readouterr()
    assert "internal error" not in printed.err


def test_a_path_that_cannot_be_opened_gives_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "/proc/self/mem"]) == 2
    assert "cannot read /proc/self/mem" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    [b"", b"\n", b"{}", b"{", b"[]", b"\xef\xbb\xbf", b"\r\n", b"}", b'"', b"<<EOT", b"#", b"/*", b"a" * 100_000, b"${" * 50_000],
    ids=lambda text: ascii(text[:8]),
)
def test_odd_small_files_are_answered(tmp_path: Path, text: bytes) -> None:
    assert validate(tmp_path, text) == 1
