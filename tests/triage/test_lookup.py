"""Looking suppressions up finds what trying one after the other finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jobspec.diagnostics import Diagnostic, Severity, Span
from jobspec.source import Source
from jobspec.triage.entries import Suppression
from jobspec.triage.lookup import Lookup
from jobspec.triage.suppressions import read_suppressions

COMMENT = st.sampled_from(
    ("# jobspec: ignore[NET103]", "# jobspec: ignore[NET, JOB1]", "/* jobspec: ignore[SVC] */", "# jobspec: ignore-file[DRV]", "# other")
)
ATTRIBUTE = st.builds("{} = [\n1,{}\n2\n]{}\n".format, st.sampled_from("abc"), st.just("") | COMMENT, st.just("") | COMMENT)
LINE = COMMENT.map("{}\n".format)
BODY = st.recursive(
    st.lists(ATTRIBUTE | LINE, max_size=4).map("".join),
    lambda inner: st.lists(
        st.builds("x \"y\" {{ {}\n{}}}{}\n".format, st.just("") | COMMENT, inner, st.just("") | COMMENT) | LINE
    ).map("".join),
    max_leaves=6,
)


def covers(entry: Suppression, span: Span) -> bool:
    """What the documentation says, without any index."""
    if entry.area is None:
        return True
    start, end = entry.area
    if entry.line:
        line = span.source.line_at(start)
        return line in (span.line, span.source.line_at(max(span.start, span.end - 1)))
    return start <= span.start < end


@given(BODY, st.data())
def test_the_index_finds_what_covers_a_place(text: str, data: st.DataObject) -> None:
    source = Source(text, "a.nomad")
    entries, problems = read_suppressions(source)
    assert problems == ()
    assert len(entries) == text.count("jobspec:")
    start = data.draw(st.integers(0, len(text)))
    span = Span(source, start, data.draw(st.integers(start, min(start + 10, len(text)))))
    found = Diagnostic(code="NET103", severity=Severity.ERROR, message="m", span=span)
    around = list(Lookup(entries).around(found, "a.nomad"))
    assert {id(entry) for entry in around} == {id(entry) for entry in entries if covers(entry, span)}
    sizes = [0 if entry.line else len(text) + 1 if entry.area is None else entry.area[1] - entry.area[0] for entry in around]
    assert sizes == sorted(sizes)
