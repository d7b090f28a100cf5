"""The report for people: each finding with its source lines, related places and advice, and a summary."""

from __future__ import annotations

from collections import Counter

from jobspec.diagnostics import Diagnostic, Related
from jobspec.reports.counting import count
from jobspec.reports.excerpt import Mark, excerpt, gutter_for
from jobspec.reports.style import Style
from jobspec.reports.visible import visible
from jobspec.source import Source
from jobspec.triage.report import FileFindings, Finding, Report, Summary

#: Advice up to this length stands beside the carets; longer advice on a line of its own.
_BESIDE = 48
#: Findings with the same words in one file that are shown in full; the others are counted.
_ALIKE = 10
#: Files, or things that were not checked, that a line of the summary names.
_LISTED = 3


class Pictures:
    """Findings as `render_finding` draws them, which can be done while other files are still being checked by other processes."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self._drawn: dict[int, tuple[Diagnostic, str]] = {}

    def draw(self, found: FileFindings) -> None:
        """Draw the findings of a file as they will be shown if nothing hides or changes them."""
        shown: Counter[tuple[str, str]] = Counter()
        for diagnostic in found.diagnostics:
            kind = (diagnostic.code, diagnostic.message)
            shown[kind] += 1
            if shown[kind] <= _ALIKE:
                finding = Finding(found.file, diagnostic, diagnostic.nomad and diagnostic.severity == "error")
                self._drawn[id(diagnostic)] = diagnostic, render_finding(finding, self.style)

    def of(self, finding: Finding) -> str:
        """The picture of a finding, drawn now where it was not before."""
        drawn = self._drawn.get(id(finding.diagnostic))
        return render_finding(finding, self.style) if drawn is None else drawn[1]


def render(report: Report, style: Style) -> str:
    """Every finding as in `render_finding`, a blank line between them, then what was and was not checked."""
    return render_with(Pictures(style), report)


def render_with(pictures: Pictures, report: Report) -> str:
    """The same, with what was drawn before."""
    style = pictures.style
    blocks = []
    shown: Counter[tuple[str, str]] = Counter()
    for finding in report.findings:
        kind = (finding.file, f"{finding.diagnostic.code}: {finding.diagnostic.message}")
        shown[kind] += 1
        if shown[kind] <= _ALIKE:
            blocks.append(pictures.of(finding))
    left_out = [
        f"{visible(file)}: {count(number - _ALIKE, 'more finding')} of {visible(text)} (--format concise shows them all)"
        for (file, text), number in shown.items()
        if number > _ALIKE
    ]
    return "\n\n".join([*blocks, *left_out, summary_text(report, style)]) + "\n"


def render_finding(finding: Finding, style: Style) -> str:
    """`file:line:column: severity[CODE] message`, the marked source lines, and `= ` lines with advice and Nomad's own words."""
    diagnostic = finding.diagnostic
    lines = [header(finding, style)]
    advice = diagnostic.help
    span = diagnostic.span
    gutter = _gutter(diagnostic)
    if span is not None:
        beside = ""
        if advice is not None and len(advice) <= _BESIDE and "\n" not in advice:
            beside, advice = advice, None
        marks = [Mark(span.start, span.end, beside)]
        marks += [Mark(r.span.start, r.span.end, r.message, False) for r in diagnostic.related if r.span.source is span.source]
        lines += excerpt(span.source, marks, diagnostic.severity, style, gutter)
    here = None if span is None else span.source
    for related in diagnostic.related:
        if related.span.source is not here:
            lines += _elsewhere(related, style, gutter)
    lines += [f"{'':{gutter}} {note}" for note in _notes(finding, advice, style)]
    return "\n".join(lines)


def _gutter(diagnostic: Diagnostic) -> int:
    """The width of the largest line number that a finding shows; all its excerpts stand below each other."""
    spans = [related.span for related in diagnostic.related]
    if diagnostic.span is not None:
        spans.append(diagnostic.span)
    return max((gutter_for(span.source, [Mark(span.start, span.end)]) for span in spans), default=1)


def header(finding: Finding, style: Style) -> str:
    """The first line of a finding, which editors and terminals recognise as a place."""
    diagnostic = finding.diagnostic
    place = visible(place_of(finding))
    label = style.paint(f"{diagnostic.severity}[{diagnostic.code}]", diagnostic.severity)
    if style.links:
        from jobspec.triage.rule_pages import page_url

        label = style.link(label, page_url(diagnostic.code))
    return f"{style.paint(place + ':', 'place')} {label} {visible(diagnostic.message)}"


def place_of(finding: Finding) -> str:
    """`file:line:column`, or the file alone where the finding has no place in a text."""
    span = finding.diagnostic.span
    return finding.path if span is None else f"{finding.path}:{span.line}:{span.column}"


def _elsewhere(related: Related, style: Style, gutter: int) -> list[str]:
    """A related place in another file, with its own excerpt."""
    span = related.span
    source: Source = span.source
    mark = Mark(span.start, span.end, "", False)
    place = style.paint(visible(f"{source.name}:{span.line}:{span.column}"), "place")
    return [f"{'':{gutter}} = {place}: {visible(related.message)}", *excerpt(source, [mark], "info", style, gutter)]


def _notes(finding: Finding, advice: str | None, style: Style) -> list[str]:
    diagnostic = finding.diagnostic
    notes = []
    if advice:
        for number, line in enumerate(advice.splitlines()):
            notes.append(("= help: " if number == 0 else "        ") + visible(line))
    if diagnostic.fix is not None and (advice or not diagnostic.help):  # short advice stands at the mark and says the same
        notes.append("= fix: " + visible(diagnostic.fix.message))
    if diagnostic.nomad_message and diagnostic.nomad_message != diagnostic.message:
        refuses = finding.refused or diagnostic.severity == "error"  # a refusal stays one, whatever it was said to weigh
        verb = "refuses this with" if refuses else "warns"
        if not diagnostic.nomad:  # a word of the scheduler, about a job that was accepted
            verb = "accepts this file and then cannot place the group"
        notes.append(f'= Nomad {verb}: "{visible(diagnostic.nomad_message)}"')
    sign = style.paint("=", "frame")
    return [sign + note[1:] if note.startswith("=") else note for note in notes]


def hidden_text(summary: Summary) -> str:
    """What was found and is not shown, and how much of it Nomad refuses."""
    parts = [
        f"{number:,} {how}"
        for number, how in (
            (summary.ignored, "ignored by comments"),
            (summary.deselected, "left out by select and ignore"),
            (summary.known, "known from the baseline"),
        )
        if number
    ]
    refused = f"; Nomad refuses {summary.hidden_refusals:,} of them" if summary.hidden_refusals else ""
    return f"Not shown: {', '.join(parts)}{refused}."


def _mendable(report: Report) -> list[str]:
    """How many findings can be mended, and how."""
    fixes = [finding.diagnostic.fix for finding in report.findings if finding.diagnostic.fix is not None]
    safe = sum(fix.safe for fix in fixes)
    parts = [f"{safe:,} with --fix"] if safe else []
    if len(fixes) > safe:
        parts.append(f"{len(fixes) - safe:,}{' more' if safe else ''} with --fix --unsafe-fixes")
    return [f"Can be mended: {', '.join(parts)}."] if parts else []


def summary_text(report: Report, style: Style) -> str:
    """The last lines of a report: how much was found, what is not shown, and what was not checked."""
    summary = report.summary
    files = count(summary.files, "file")
    counts = ((summary.errors, "error"), (summary.warnings, "warning"), (summary.infos, "note"))
    found = [count(number, noun) for number, noun in counts if number]
    if found:
        role = "error" if summary.errors else "warning" if summary.warnings else "info"
        where = f" in {summary.files_with_findings:,} of {files}" if summary.files > 1 else ""
        lines = [f"{style.paint(', '.join(found), role)}{where}."]
    else:
        lines = [f"{style.paint('No problems found', 'good')} in {files}."]
    lines += _mendable(report)
    if summary.hidden:
        lines.append(hidden_text(summary))
    return "\n".join([*lines, *_not_checked(report)])


def _not_checked(report: Report) -> list[str]:
    """One line for each reason: what it concerns, and the files."""
    lines = [f"Not checked: {visible(entry.what)} ({visible(entry.why)})." for entry in report.not_checked if entry.file is None]
    by_reason: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for entry in report.not_checked:
        if entry.file is not None:
            subjects, names = by_reason.setdefault(entry.why, ({}, {}))
            subjects[entry.what], names[entry.file] = None, None
    for why, (subjects, names) in by_reason.items():
        lines.append(f"Not checked in {_some(list(names))}: {_some(list(subjects))} ({visible(why)}).")
    return lines


def _some(texts: list[str]) -> str:
    return ", ".join(visible(text) for text in texts[:_LISTED]) + (f" and {len(texts) - _LISTED:,} more" if len(texts) > _LISTED else "")
