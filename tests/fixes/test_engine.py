"""Fixes: applied where they do what they say, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from jobspec.check import Settings, check_file, read_job
from jobspec.check.unset import job_without_values
from jobspec.diagnostics import Diagnostic, Edit, Fix, Severity, Span
from jobspec.fixes import Fixed, fix_file
from jobspec.models.job_job import Job
from jobspec.source import Source
from jobspec.triage.report import FileFindings

FIXTURES = Path(__file__).parents[2] / "fixtures"


def check(data: bytes) -> FileFindings:
    return check_file(data, "job.nomad", Settings())


def read(data: bytes) -> Job | None:
    result = read_job(data, "job.nomad", Settings())
    return None if result.errors else result.value


def fixed(text: str) -> Fixed:
    return fix_file(text.encode(), check, read)


def job(inside: str) -> str:
    task = '    task "t" {\n      driver = "exec"\n      config {\n        command = "c"\n      }\n    }\n'
    return f'job "j" {{\n{inside}\n  group "g" {{\n{task}  }}\n}}\n'


def test_the_announcements_missing_brace_is_put_in() -> None:
    published = (FIXTURES / "announcement" / "api-as-published.nomad").read_bytes()
    outcome = fix_file(published, check, read)
    assert outcome.data == published.replace(b'job "api"\n', b'job "api" {\n')
    assert [mended.code for mended in outcome.mended] == ["HCL015"]


def test_a_brace_on_the_next_line_moves_up() -> None:
    assert fixed('job "j" # the job\n{\n  group "g" {}\n}\n').data == b'job "j" { # the job\n  group "g" {}\n}\n'


def test_misspelled_names_are_replaced() -> None:
    outcome = fix_file((FIXTURES / "jobs" / "misspelled.nomad").read_bytes(), check, read)
    assert sorted(mended.fix for mended in outcome.mended) == ['replace "cpus" by "cpu"', 'replace "prot" by "port"']
    assert not [d for d in check(outcome.data).diagnostics if d.severity is Severity.ERROR]


def test_a_name_with_two_near_candidates_is_left_alone() -> None:
    text = job("").replace("    task", '    disconnect {\n      re = true\n    }\n    task')
    assert fixed(text).mended == ()


def test_cron_becomes_crons_and_nothing_else_changes() -> None:
    text = job('  type = "batch"\n  periodic {\n    cron = "0 * * * *" # hourly\n  }')
    outcome = fixed(text)
    assert outcome.data == text.replace('cron = "0 * * * *"', 'crons = ["0 * * * *"]').encode()


def test_what_disconnect_replaced_becomes_its_block_when_asked_for() -> None:
    text = job("").replace("    task", '    max_client_disconnect = "1h" # of the edge\n    task')
    assert fixed(text).mended == ()
    outcome = fix_file(text.encode(), check, read, unsafe=True)
    assert outcome.data.decode() == text.replace('max_client_disconnect = "1h"', 'disconnect {\n      lost_after = "1h"\n    }')
    both = text.replace("    task", "    prevent_reschedule_on_lost = true\n    task")
    assert fix_file(both.encode(), check, read, unsafe=True).mended == ()


def test_line_endings_marks_and_stray_bytes_stay() -> None:
    text = b"\xef\xbb\xbf" + job('  type = "batch"\n  periodic {\n    cron = "0 * * * *"\n  }').replace("\n", "\r\n").encode()
    outcome = fix_file(text, check, read)
    assert outcome.data == text.replace(b'cron = "0 * * * *"', b'crons = ["0 * * * *"]')


def test_a_fix_of_a_file_is_stable() -> None:
    once = fixed(job('  type = "batch"\n  periodic {\n    cron = "0 * * * *"\n  }')).data
    again = fix_file(once, check, read)
    assert (again.data, again.mended) == (once, ())


def finding(text: str, old: str, new: str, safe: bool = True, name: str = "job.nomad", code: str = "NET999") -> Diagnostic:
    source = Source(text, name)
    start = text.index(old)
    span = Span(source, start, start + len(old))
    return Diagnostic(code=code, severity=Severity.WARNING, message=f"{old} is not nice", span=span,
                      fix=Fix("make it nice", (Edit(span, new),), safe))


def checking(*wanted: tuple[str, str], safe: bool = True, name: str = "job.nomad", stays: bool = False):
    """A check that adds findings whose fixes replace one text by another."""

    def run(data: bytes) -> FileFindings:
        found = check(data)
        text = data.decode()
        own = [finding(text, old, new, safe, name) for old, new in wanted if old in text or stays]
        return FileFindings(found.file, (*found.diagnostics, *own), found.not_checked)

    return run


TEXT = job('  region = "global"\n  namespace = "a"')


def test_a_fix_that_brings_an_error_is_taken_back() -> None:
    outcome = fix_file(TEXT.encode(), checking(('"global"', "{}")), read)
    assert outcome.data == TEXT.encode()
    assert outcome.not_mended[0].why.startswith("it would bring another error")


def test_a_fix_that_changes_more_than_it_says_is_taken_back() -> None:
    outcome = fix_file(TEXT.encode(), checking(('region = "global"', 'region = "eu"\n  priority = 70')), read)
    assert outcome.data == TEXT.encode()
    assert "it would also change" in outcome.not_mended[0].why


def test_a_fix_that_does_not_help_is_taken_back() -> None:
    outcome = fix_file(TEXT.encode(), checking(("region", "region "), stays=True), read)
    assert outcome.data == TEXT.encode()
    assert outcome.not_mended[0].why == "the finding would still be there"


def test_one_bad_fix_does_not_keep_the_others_from_being_applied() -> None:
    outcome = fix_file(TEXT.encode(), checking(('"global"', "{}"), ('"a"', '"b"')), read)
    assert outcome.data == TEXT.replace('"a"', '"b"', 1).encode()
    assert len(outcome.mended) == len(outcome.not_mended) == 1


def test_overlapping_fixes_are_applied_one_after_the_other() -> None:
    outcome = fix_file(TEXT.encode(), checking(('"global"', '"eu"'), ("global", "us")), read)
    assert outcome.data == TEXT.replace("global", "eu").encode()
    assert len(outcome.mended) == 1


def test_unsafe_fixes_need_to_be_asked_for() -> None:
    run = checking(('"global"', '"eu"'), safe=False)
    assert fix_file(TEXT.encode(), run, read).mended == ()
    assert fix_file(TEXT.encode(), run, read, unsafe=True).data == TEXT.replace("global", "eu").encode()


def test_what_is_not_wanted_is_left_alone() -> None:
    run = checking(('"global"', '"eu"'))
    assert fix_file(TEXT.encode(), run, read, wanted=lambda diagnostic: diagnostic.code != "NET999").mended == ()


def test_edits_of_another_file_are_left_alone() -> None:
    assert fix_file(TEXT.encode(), checking(('"global"', '"eu"'), name="other.nomad"), read).mended == ()


def test_what_is_found_without_values_is_mended_where_nothing_else_changes() -> None:
    text = 'variable "x" {}\n' + job("").replace('command = "c"', "comand = var.x")

    def read_without_values(data: bytes) -> Job | None:
        return job_without_values(data, "job.nomad", Settings())

    outcome = fix_file(text.encode(), check, read_without_values)
    assert [mended.code for mended in outcome.mended] == ["DRV101"]
    assert outcome.data == text.replace("comand", "command").encode()
    spoilt = text.replace("comand = var.x", 'comand = "a"\n        command = var.x').encode()
    assert fix_file(spoilt, check, read_without_values).data == spoilt
