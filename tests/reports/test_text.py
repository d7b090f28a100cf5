"""Text reports, compared with pictures that a person has read."""

from __future__ import annotations

from textwrap import dedent

from jobspec.diagnostics import Diagnostic, Fix, Related, Severity, Span
from jobspec.reports import render
from jobspec.reports.style import Style
from jobspec.source import Source
from jobspec.triage.conclude import conclude
from jobspec.triage.report import FileFindings, NotChecked
from jobspec.triage.selection import Choices

PLAIN = Style(width=60)


def span(source: Source, text: str) -> Span:
    start = source.text.index(text)
    return Span(source, start, start + len(text))


def error(message: str, place: Span | None, **fields: object) -> Diagnostic:
    return Diagnostic(code="JOB001", severity=Severity.ERROR, message=message, span=place, **fields)  # type: ignore[arg-type]


def picture(*diagnostics: Diagnostic, style: Style = PLAIN) -> str:
    """The text report without its summary."""
    return render(conclude([FileFindings("a.nomad", diagnostics)]), "text", style).rsplit("\n\n", 1)[0] + "\n"


def test_short_advice_stands_beside_the_carets() -> None:
    source = Source('network {\n  mode = "brigde"\n}\n', "a.nomad")
    assert picture(error('mode "brigde" is not a network mode', span(source, '"brigde"'), help='did you mean "bridge"?')) == dedent("""\
        a.nomad:2:10: error[JOB001] mode "brigde" is not a network mode
          │
        2 │   mode = "brigde"
          │          ^^^^^^^^ did you mean "bridge"?
        """)


def test_long_advice_a_fix_and_nomads_words_stand_below() -> None:
    source = Source("count = -1\n", "a.nomad")
    found = error("count is -1", span(source, "-1"), help="a count is the number of allocations\nand never negative at all",
                  fix=Fix("remove the sign", ()), nomad=True, nomad_message="count can't be negative")
    assert picture(found) == dedent("""\
        a.nomad:1:9: error[JOB001] count is -1
          │
        1 │ count = -1
          │         ^^
          = help: a count is the number of allocations
                  and never negative at all
          = fix: remove the sign
          = Nomad refuses this with: "count can't be negative"
        """)


def test_a_region_of_many_lines_shows_its_ends_and_related_places_in_order() -> None:
    source = Source('job "a" {\n  group "b" {\n    x\n    y\n    z\n  }\n  group "b" {}\n}\n', "a.nomad")
    found = error("the group stands twice", span(source, 'group "b" {}'),
                  related=(Related(span(source, 'group "b" {\n    x\n    y\n    z\n  }'), "first here"),))
    assert picture(found) == dedent("""\
        a.nomad:7:3: error[JOB001] the group stands twice
          │
        2 │   group "b" {
          │   -----------
          ┆
        6 │   }
          │   - first here
        7 │   group "b" {}
          │   ^^^^^^^^^^^^
        """)


def test_a_related_place_in_another_file_has_its_own_excerpt() -> None:
    source = Source("a = 1\n", "a.nomad")
    other = Source("\n\nb = 2\n", "vars.hcl")
    assert picture(error("a and b differ", span(source, "1"), related=(Related(span(other, "2"), "b is set here"),))) == dedent("""\
        a.nomad:1:5: error[JOB001] a and b differ
          │
        1 │ a = 1
          │     ^
          = vars.hcl:3:5: b is set here
          │
        3 │ b = 2
          │     -
        """)


def test_tabs_and_wide_characters_keep_carets_under_their_text() -> None:
    source = Source('\tgroup "漢字" { x }\n', "a.nomad")
    assert picture(error("x", span(source, "x"))).splitlines()[2:] == [
        '1 │     group "漢字" { x }',
        "  │                    ^",
    ]


def test_control_characters_and_direction_marks_are_shown_not_sent() -> None:
    source = Source("a = \x1b[31m\u202e\udcff\x00\n", "a\x1b[2J.nomad")
    text = picture(error("value \x1b]0;title\x07 is odd", Span(source, 4, 9), help="not \x9b either"))
    assert "\x1b" not in text
    assert "\x9b" not in text
    assert "\u202e" not in text
    assert "a␛[2J.nomad:1:5: error[JOB001] value ␛]0;title␇ is odd" in text
    assert "1 │ a = ␛[31m\\u{202e}\\xff␀" in text


def test_a_long_line_is_cut_around_the_caret() -> None:
    source = Source("x" * 500 + " bad " + "y" * 500 + "\n", "a.nomad")
    shown, carets = picture(error("bad", span(source, "bad"))).splitlines()[2:]
    assert shown.startswith("1 │ …xxx")
    assert shown.endswith("yyy…")
    assert len(shown) <= 60
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "bad"


def test_a_line_of_ten_million_characters_is_shown_in_bounded_time() -> None:
    source = Source("x" * 10_000_000 + "bad" + "y" * 10_000_000, "a.nomad")
    shown, carets = picture(error("bad", span(source, "bad"))).splitlines()[2:]
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "bad"


def test_the_end_of_the_file_can_be_marked() -> None:
    source = Source('job "a" {\n', "a.nomad")
    assert picture(error("a brace is missing", Span(source, 10, 10), related=(Related(span(source, "{"), "opened here"),))) == dedent("""\
        a.nomad:2:1: error[JOB001] a brace is missing
          │
        1 │ job "a" {
          │         - opened here
        2 │
          │ ^
        """)


def test_crlf_line_endings_do_not_show() -> None:
    source = Source("a = 1\r\nb = 2\r\n", "a.nomad")
    assert picture(error("a", span(source, "a = 1\r\nb"))).splitlines()[2:] == ["1 │ a = 1", "  │ ^^^^^", "2 │ b = 2", "  │ ^"]


def test_a_finding_without_a_place_names_the_file_alone() -> None:
    assert picture(error('variable "image" has no value', None)) == 'a.nomad: error[JOB001] variable "image" has no value\n'


def test_an_output_without_unicode_gets_plain_bars() -> None:
    source = Source("a = 1\n", "a.nomad")
    text = picture(error("a", span(source, "1")), style=Style(unicode=False))
    assert text.isascii()
    assert "1 | a = 1" in text


def test_color_marks_severity_and_place_and_ends_again() -> None:
    source = Source("a = 1\n", "a.nomad")
    first = picture(error("a", span(source, "1")), style=Style(color=True)).splitlines()[0]
    assert first == "\x1b[1ma.nomad:1:5:\x1b[0m \x1b[1;31merror[JOB001]\x1b[0m a"


def test_the_summary_counts_and_names_what_was_not_checked() -> None:
    source = Source("a = 1\n", "b.nomad")
    warning = Diagnostic(code="JOB002", severity=Severity.WARNING, message="w", span=span(source, "1"))
    unread = FileFindings("a.nomad", (), (NotChecked("values", "it cannot be read", "a.nomad"),))
    report = conclude([unread, FileFindings("b.nomad", (warning,))], [NotChecked("nodes", "none were given")])
    assert render(report, "text", PLAIN).rsplit("\n\n", 1)[1] == dedent("""\
        1 warning in 1 of 2 files.
        Not checked: nodes (none were given).
        Not checked in a.nomad: values (it cannot be read).
        """)


def test_what_was_not_checked_for_one_reason_is_one_line() -> None:
    unsaid = [NotChecked(f"whether {what}", "the node does not say", file) for file in ("a.nomad", "b.nomad") for what in "vwxyz"]
    files = [FileFindings(name, (), tuple(entry for entry in unsaid if entry.file == name)) for name in ("a.nomad", "b.nomad")]
    assert render(conclude(files), "text", PLAIN).splitlines()[1:] == [
        "Not checked in a.nomad, b.nomad: whether v, whether w, whether x and 2 more (the node does not say).",
    ]


def test_a_refusal_that_was_made_a_warning_is_still_told_as_one() -> None:
    source = Source("count = -1\n", "a.nomad")
    found = error("count is -1", span(source, "-1"), nomad=True, nomad_message="count can't be negative")
    report = conclude([FileFindings("a.nomad", (found,))], choices=Choices(severity={"JOB": Severity.INFO}))
    text = render(report, "text", PLAIN)
    assert "info[JOB001] count is -1\n" in text
    assert '= Nomad refuses this with: "count can\'t be negative"' in text


def test_what_is_hidden_is_counted() -> None:
    found = error("x", None, nomad=True)
    report = conclude([FileFindings("a.nomad", (found, error("y", None)))], choices=Choices(ignore=("JOB",)))
    assert "Not shown: 2 left out by select and ignore; Nomad refuses 1 of them.\n" in render(report, "text", PLAIN)


def test_nothing_found_is_said() -> None:
    assert render(conclude([FileFindings("a.nomad", ())]), "text", PLAIN) == "No problems found in 1 file.\n"


def test_concise_is_one_line_a_finding() -> None:
    source = Source("a = 1\n", "a.nomad")
    report = conclude([FileFindings("a.nomad", (error("one\ntwo", span(source, "1"), help="no"), error("three", None)))])
    assert render(report, "concise", PLAIN) == "a.nomad: error[JOB001] three\na.nomad:1:5: error[JOB001] one␊two\n"


def test_of_many_findings_with_the_same_words_ten_are_shown_and_the_rest_counted() -> None:
    source = Source("x\n" * 15, "a.nomad")
    report = conclude([FileFindings("a.nomad", tuple(error("odd", Span(source, 2 * line, 2 * line + 1)) for line in range(15)))])
    text = render(report, "text", PLAIN)
    assert text.count("error[JOB001] odd") == 10
    assert "a.nomad: 5 more findings of JOB001: odd (--format concise shows them all)\n" in text
    assert "15 errors." in text
    assert render(report, "concise", PLAIN).count("\n") == 15
