"""The texts of findings: complete, and their examples show what they say."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from jobspec.nodes.cni import read_cni
from jobspec.nodes.finding import Finding
from jobspec.nodes.findings import FINDINGS

HEADINGS = ("What it finds", "Why it matters", "Example", "Use instead")


def sections(finding: Finding) -> dict[str, str]:
    text = textwrap.dedent(" " * 4 + (type(finding).__doc__ or ""))
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return {heading: textwrap.dedent(body.strip("\n").rstrip()) for heading, body in zip(parts[1::2], parts[2::2], strict=True)}


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: finding.code)
def test_text_has_a_summary_and_the_four_headings_in_order(finding: Finding) -> None:
    assert tuple(sections(finding)) == HEADINGS
    assert (type(finding).__doc__ or "").split("\n")[0].endswith(".")


@pytest.mark.parametrize("finding", [finding for finding in FINDINGS if finding.scope == "cni" and finding.code != "CNI004"],
                         ids=lambda finding: finding.code)
def test_examples_of_cni_files_show_the_finding(finding: Finding, tmp_path: Path) -> None:
    texts = sections(finding)
    codes = [[found.code for found in read_cni(texts[heading].encode(), "lan.conflist", tmp_path).diagnostics] for heading in HEADINGS[2:]]
    assert finding.code in codes[0]
    assert finding.code not in codes[1]
