"""Names of findings that survive when lines move: for SARIF, GitLab, and the baseline.

A fingerprint is made of the code and of what stands at the place (the line without its indentation, and the marked text), not of
line numbers or of the words of the message. Findings that are alike have the same; reports number them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from jobspec.triage.report import Finding


def fingerprint(finding: Finding) -> str:
    """The fingerprint of a finding within its file: 16 hexadecimal digits."""
    from hashlib import sha256

    diagnostic = finding.diagnostic
    span = diagnostic.span
    if span is None:
        parts = [diagnostic.code, diagnostic.message]
    else:
        parts = [diagnostic.code, span.source.line_text(span.line).strip(), span.text.partition("\n")[0].strip()]
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def numbered(findings: Iterable[Finding]) -> list[str]:
    """A fingerprint for each finding that no other in its file has: `fingerprint:1`, and `:2` for the second one alike."""
    seen: Counter[tuple[str, str]] = Counter()
    names = []
    for finding in findings:
        name = fingerprint(finding)
        seen[finding.path, name] += 1
        names.append(f"{name}:{seen[finding.path, name]}")
    return names
