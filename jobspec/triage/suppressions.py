"""Suppressions: what comments such as `# jobspec: ignore[NET103] reason` cover, and which of them are of no use.

directive = "jobspec:" , ( "ignore" | "ignore-file" ) , "[" , selector , { "," , selector } , "]" , [ reason ]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from jobspec.diagnostics import Diagnostic, Span
from jobspec.hcl import is_json
from jobspec.source import Source
from jobspec.triage.comments import SIGN, comments
from jobspec.triage.covering import Tree
from jobspec.triage.entries import Comment, Selector, Suppression
from jobspec.triage.own_rules import INVALID, UNUSED
from jobspec.triage.removal import removal
from jobspec.triage.report import FileFindings
from jobspec.triage.selection import ALL, selector_problem

_DIRECTIVE = re.compile(r"jobspec:[ \t]*(?P<verb>[\w-]*)[ \t]*(?:(?P<open>\[)(?P<codes>[^\]]*)(?P<close>\])?)?(?P<reason>.*)", re.DOTALL)
_VERBS = ("ignore", "ignore-file")


def suppressions_for(data: bytes, name: str, diagnostics: Iterable[Diagnostic]) -> tuple[tuple[Suppression, ...], tuple[Diagnostic, ...]]:
    """The suppressions in a file and in the other texts that its findings point into, and what is wrong with the file's own."""
    entries, problems = read_suppressions(Source.from_bytes(data, name))
    others = {found.span.source.name: found.span.source for found in diagnostics if found.span is not None}
    others.pop(name, None)
    for source in others.values():
        entries += read_suppressions(source)[0]
    return entries, problems


def with_comments(found: FileFindings) -> FileFindings:
    """Findings with the suppressions in the texts that they point into, for texts that were not looked at for everything: comments
    that cover nothing are not said to be of no use."""
    sources = {one.span.source.name: one.span.source for one in found.diagnostics if one.span is not None}
    entries = tuple(entry for source in sources.values() for entry in read_suppressions(source)[0])
    return replace(found, suppressions=entries, judge_comments=False) if entries else found


def read_suppressions(source: Source) -> tuple[tuple[Suppression, ...], tuple[Diagnostic, ...]]:
    """The suppressions in a text in native syntax, and what is wrong with the comments. JSON has no comments, and so none."""
    if SIGN not in source.text or is_json(source.text):
        return (), ()
    problems: list[Diagnostic] = []
    tree = Tree(source)
    entries = [entry for comment in comments(source) if (entry := _read(comment, tree, problems)) is not None]
    return tuple(entries), tuple(problems)


def _read(comment: Comment, tree: Tree, problems: list[Diagnostic]) -> Suppression | None:
    """One comment as a suppression; None where it is none, or none that can be understood, which is a problem."""
    words = comment.words
    match = _DIRECTIVE.match(words.text)
    assert match is not None  # a comment begins with the sign

    def place(name: str) -> Span:
        return Span(words.source, words.start + match.start(name), words.start + match.end(name))

    verb = match["verb"]
    if verb not in _VERBS:
        from jobspec.models.suggestion import closest_advice

        near = closest_advice(verb, _VERBS)
        if match["open"] is None and near is None:
            return None  # people write "jobspec:" for other reasons too
        advice = near or "Write ignore[CODE] for a line or block, ignore-file[CODE] for the file."
        problems.append(INVALID.at(place("verb") if verb else words, f'"{verb}" is nothing that a comment can ask of jobspec', help=advice))
        return None
    if match["open"] is None:
        problems.append(INVALID.at(place("verb"), f"{verb} needs the codes that it is about", help=f"such as {verb}[NET103]"))
        return None
    if match["close"] is None:
        end = Span(words.source, words.end, words.end)
        problems.append(INVALID.at(end, "the list of codes is not closed", help='put "]" after the codes'))
        return None
    selectors = _selectors(place("codes"), problems)
    if not selectors:
        return None
    reason = match["reason"].strip().lstrip(":-– ")
    if verb == "ignore-file":
        return Suppression(comment, selectors, reason, None)
    area = tree.covered(comment)
    return Suppression(comment, selectors, reason, area.range, area.line)


def _selectors(codes: Span, problems: list[Diagnostic]) -> tuple[Selector, ...]:
    found: list[Selector] = []
    for match in re.finditer(r"[^,]+", codes.text):
        text = match[0].strip()
        start = codes.start + match.start() + len(match[0]) - len(match[0].lstrip())
        span = Span(codes.source, start, start + len(text))
        problem = "name the codes: a comment cannot cover all of them" if text == ALL else selector_problem(text) if text else None
        if problem is not None:
            problems.append(INVALID.at(span, problem))
        elif text:
            found.append(Selector(text, span))
    if not found and not codes.text.strip(", \t"):
        brackets = Span(codes.source, codes.start - 1, codes.end + 1)
        problems.append(INVALID.at(brackets, "no code stands in the brackets", help="such as [NET103]"))
    return tuple(found)


def unused(entries: Sequence[Suppression], used: set[Selector], unchecked: Sequence[str]) -> list[Diagnostic]:
    """A finding for each comment with selectors that covered nothing, and a fix that removes them.

    `unchecked` are beginnings of codes that the run did not look for: what is said of them may be of use another time.
    """
    found = []
    for entry in entries:
        idle = [selector for selector in entry.selectors if selector not in used and not _overlaps(selector.text, unchecked)]
        if idle:
            named = ", ".join(selector.text for selector in idle)
            where = "in this file" if entry.area is None else "on this line" if entry.line else "in what follows"
            message = f"nothing {where} is found by {named}" if entry.area != (0, 0) else "nothing follows that this comment could cover"
            spans = [selector.span for selector in idle]
            place = entry.comment.words if len(idle) == len(entry.selectors) else Span(spans[0].source, spans[0].start, spans[-1].end)
            fix = removal(entry.comment, [s.span for s in entry.selectors], spans)
            found.append(UNUSED.at(place, message, fix=fix))
    return found


def _overlaps(selector: str, unchecked: Iterable[str]) -> bool:
    """Whether some code that a selector stands for was not looked for."""
    return any(selector.startswith(beginning) or beginning.startswith(selector) for beginning in unchecked)
