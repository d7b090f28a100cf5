"""Comments that ignore findings: what they cover, what is wrong with them, and what becomes of those that are of no use."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from pathlib import Path
from textwrap import dedent

import pytest

from jobspec.check import Settings, check_file
from jobspec.diagnostics import Diagnostic, Fix, Severity, Span
from jobspec.reports import render
from jobspec.reports.style import Style
from jobspec.source import Source
from jobspec.triage.conclude import conclude
from jobspec.triage.report import FileFindings, NotChecked, Report
from jobspec.triage.suppressions import with_comments

JOB = """\
job "web" {
  group "app" {
    network {
      mode = "brigde"
      port "http" {
        to = 80
      }
    }
    task "web" {
      driver = "raw_exec"
      config {
        command = "true"
      }
    }
  }
}
"""


def report(text: str, not_checked: Iterable[NotChecked] = ()) -> Report:
    return conclude([check_file(text.encode(), "a.nomad", Settings())], not_checked)


def codes(text: str) -> list[str]:
    return [finding.diagnostic.code for finding in report(text).findings]


def with_line(after: str, line: str) -> str:
    assert after in JOB
    return JOB.replace(after, after + line)


def fixed(text: str, fix: Fix | None) -> str:
    assert fix is not None
    for edit in sorted(fix.edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def test_without_a_comment_the_finding_is_there() -> None:
    assert codes(JOB) == ["NET103"]


@pytest.mark.parametrize("comment", ["# jobspec: ignore[NET103]", "// jobspec:ignore[NET103] why not", "/* jobspec: ignore [ NET ] why */",
                                     "# an odd mode # jobspec: ignore[SVC, NET103]"])
def test_a_comment_at_the_end_of_a_line_covers_the_line(comment: str) -> None:
    shown = codes(with_line('mode = "brigde"', f" {comment}"))
    assert "NET103" not in shown


@pytest.mark.parametrize("before", ['mode = "brigde"', "network {", 'group "app" {', 'job "web" {'])
def test_a_comment_on_a_line_of_its_own_covers_the_whole_of_what_follows(before: str) -> None:
    text = JOB.replace(before, f"# jobspec: ignore[NET103] it is an example\n\n    # and another comment\n{before}")
    found = report(text)
    assert found.findings == ()
    (hidden,) = found.hidden
    assert (hidden.finding.diagnostic.code, hidden.how, hidden.reason) == ("NET103", "comment", "it is an example")
    assert (found.summary.ignored, found.summary.hidden_refusals, found.summary.errors) == (1, 0, 0)


def test_a_comment_covers_nothing_else() -> None:
    assert codes(with_line("network {", " # jobspec: ignore[NET103]")) == ["JOB901", "NET103"]
    assert codes(with_line('mode = "brigde"', "\n      # jobspec: ignore[NET103]")) == ["NET103", "JOB901"]
    assert codes(with_line('mode = "brigde"', " # jobspec: ignore[NET104]")) == ["NET103", "JOB901"]


def test_a_comment_for_the_file_covers_everything_in_it() -> None:
    assert codes(JOB + "# jobspec: ignore-file[NET]\n") == []


def test_a_comment_inside_of_a_list_covers_the_next_line() -> None:
    arguments = "\n        args = [\n          # jobspec: ignore[HCL311] later\n          nothing(),\n        ]"
    text = with_line('command = "true"', arguments).replace("brigde", "bridge")
    assert codes(text) == []


def test_what_looks_like_a_comment_in_a_string_or_heredoc_is_none() -> None:
    text = JOB.replace('"true"', '"# jobspec: ignore-file[NET]"\n        args = [<<EOF\n# jobspec: ignore-file[NET]\nEOF\n        ]')
    assert codes(text) == ["NET103"]


def test_a_refusal_of_nomad_can_be_ignored_and_is_counted() -> None:
    text = JOB.replace('driver = "raw_exec"', 'driver = "" # jobspec: ignore[JOB] filled in later')
    found = report(text).summary
    assert found.ignored
    assert found.hidden_refusals == found.ignored


def test_a_comment_that_covers_nothing_is_removed_by_its_fix_with_its_line() -> None:
    text = with_line('driver = "raw_exec"\n', "      # jobspec: ignore[SVC101] once upon a time\n")
    (idle,) = [finding.diagnostic for finding in report(text).findings if finding.diagnostic.code == "JOB901"]
    assert idle.span is not None
    assert idle.span.text == "jobspec: ignore[SVC101] once upon a time"
    assert idle.message == "nothing in what follows is found by SVC101"
    assert fixed(text, idle.fix) == JOB


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        (" # jobspec: ignore[SVC101, JOB5]", ""),
        (" # jobspec: ignore[SVC101, NET103, JOB5] reason", " # jobspec: ignore[NET103] reason"),
        (" # jobspec: ignore[NET103,SVC101,JOB5] reason", " # jobspec: ignore[NET103] reason"),
        (" # said so # jobspec: ignore[SVC101]", " # said so"),
        (" /* jobspec: ignore[SVC101] */", ""),
    ],
)
def test_codes_of_no_use_are_taken_out_of_the_list(comment: str, left: str) -> None:
    text = with_line('mode = "brigde"', comment)
    (idle,) = [finding.diagnostic for finding in report(text).findings if finding.diagnostic.code == "JOB901"]
    assert fixed(text, idle.fix) == with_line('mode = "brigde"', left)


def test_codes_that_were_not_looked_for_are_not_said_to_be_of_no_use() -> None:
    text = with_line('driver = "raw_exec"', " # jobspec: ignore[NODE201, NODE]")
    assert report(text).summary.warnings == 1
    assert report(text, [NotChecked("nodes", "none", codes=("NODE",))]).summary.warnings == 0
    unreadable = "# jobspec: ignore[NET103]\n" + JOB.replace("}", "", 1)
    assert "JOB901" not in codes(unreadable)


@pytest.mark.parametrize(
    ("comment", "place", "words"),
    [
        ("# jobspec: ingore[NET103]", "ingore", '"ingore" is nothing that a comment can ask of jobspec'),
        ("# jobspec: ignore NET103", "ignore", "ignore needs the codes that it is about"),
        ("# jobspec: ignore[NET103", "", "the list of codes is not closed"),
        ("# jobspec: ignore[]", "[]", "no code stands in the brackets"),
        ("# jobspec: ignore[NTE103]", "NTE103", '"NTE103" is no code, nor the beginning of one; did you mean "NET103"?'),
        ("# jobspec: ignore[ALL]", "ALL", "name the codes: a comment cannot cover all of them"),
        ("# jobspec: disable[NET103]", "disable", '"disable" is nothing that a comment can ask of jobspec'),
        ("# jobspec: Ignore NET103", "Ignore", '"Ignore" is nothing that a comment can ask of jobspec'),
    ],
)
def test_a_comment_that_cannot_be_understood_is_a_finding(comment: str, place: str, words: str) -> None:
    found = {finding.diagnostic.code: finding.diagnostic for finding in report(with_line('mode = "brigde"', f" {comment}")).findings}
    assert set(found) == {"NET103", "JOB902"}
    problem: Diagnostic = found["JOB902"]
    assert problem.message == words
    assert problem.span is not None
    assert problem.span.text == place


@pytest.mark.parametrize("comment", ["# jobspec:", "# jobspec: the web job", "# see jobspec: ignore[NET103]"])
def test_other_comments_are_let_be(comment: str) -> None:
    assert codes(with_line('mode = "brigde"', f" {comment}")) == ["NET103"]


def test_what_was_found_travels_between_processes_unchanged() -> None:
    text = with_line('mode = "brigde"', " # jobspec: ignore[NET103, SVC2] reason")
    found = check_file(text.encode(), "a.nomad", Settings())
    again = conclude([pickle.loads(pickle.dumps(found))])
    assert render(again, "json", Style()) == render(conclude([found]), "json", Style())


def test_a_good_code_beside_a_bad_one_still_covers() -> None:
    assert codes(with_line('mode = "brigde"', " # jobspec: ignore[NET103, WAT]")) == ["JOB902"]


def test_a_comment_in_a_variable_file_covers_findings_there(tmp_path: Path) -> None:
    path = tmp_path / "values.hcl"
    path.write_text('# jobspec: ignore[HCL433] not yet\nnumber = "one"\n')
    text = 'variable "number" {\n  type = number\n}\n' + JOB
    found = conclude([check_file(text.encode(), "a.nomad", Settings(var_files=(str(path),)))])
    assert [entry.finding.diagnostic.code for entry in found.hidden] == ["HCL433"]


def test_comments_in_a_text_that_was_not_looked_at_for_everything_cover_and_are_not_judged() -> None:
    source = Source("client { # jobspec: ignore[NODE] later\n  x = 1 # jobspec: ignore[AGT]\n}\n", "client.hcl")
    here = Diagnostic(code="NODE101", severity=Severity.ERROR, message="m", span=Span(source, 0, 6))
    there = Diagnostic(code="NODE101", severity=Severity.ERROR, message="m", span=Span(source, 41, 42))
    found = conclude([with_comments(FileFindings("client.hcl", (here, there)))])
    assert [finding.diagnostic for finding in found.findings] == [there]
    assert [entry.reason for entry in found.hidden] == ["later"]


def test_json_has_no_comments() -> None:
    assert codes(dedent("""\
        {"job": {"a": {"meta": {"x": "# jobspec: ignore[NOTHING]"}, "group": {"g": {"task": {"t": {"driver": "mine"}}}}}}}
    """)) == []
