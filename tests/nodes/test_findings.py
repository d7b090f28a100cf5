"""The texts of findings: complete, and their examples show what they say."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

import jobspec
from jobspec.nodes.cni import read_cni
from jobspec.nodes.finding_kind import FindingKind
from jobspec.nodes.findings import FINDINGS

HEADINGS = ("What it finds", "Why it matters", "Example", "Use instead")


def sections(finding: FindingKind) -> dict[str, str]:
    text = textwrap.dedent(" " * 4 + (type(finding).__doc__ or ""))
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return {heading: textwrap.dedent(body.strip("\n").rstrip()) for heading, body in zip(parts[1::2], parts[2::2], strict=True)}


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: finding.code)
def test_text_has_a_summary_and_the_four_headings_in_order(finding: FindingKind) -> None:
    assert tuple(sections(finding)) == HEADINGS
    assert (type(finding).__doc__ or "").split("\n")[0].endswith(".")


@pytest.mark.parametrize("finding", [finding for finding in FINDINGS if finding.scope == "cni" and finding.code != "CNI004"],
                         ids=lambda finding: finding.code)
def test_examples_of_cni_files_show_the_finding(finding: FindingKind, tmp_path: Path) -> None:
    texts = sections(finding)
    codes = [[found.code for found in read_cni(texts[heading].encode(), "lan.conflist", tmp_path).diagnostics] for heading in HEADINGS[2:]]
    assert finding.code in codes[0]
    assert finding.code not in codes[1]


def _codes_of_node(finding: FindingKind, text: str, folder: Path) -> list[str]:
    """The findings of an example on the machine of the fixtures, which has eth0 to eth2 and a default route."""
    machine = Path(__file__).parents[2] / "fixtures" / "runs" / "ingress-public-and-default" / "node" / "facts"
    copytree(machine, folder / "facts", ignore=None if finding.scope == "client with node" else ignore_patterns("node.json"))
    if finding.scope == "client without routes":
        (folder / "facts" / "routes.json").write_text("[]")
    files = {"node": "facts/node.json", "interfaces": "facts/interfaces.json"}
    (folder / files.get(finding.scope, "client.hcl")).write_text(text)
    return [found.code for found in jobspec.load_node(folder).diagnostics]


@pytest.mark.parametrize("finding", [finding for finding in FINDINGS if finding.scope not in ("cni", "command")],
                         ids=lambda finding: finding.code)
def test_examples_of_nodes_show_the_finding(finding: FindingKind, tmp_path: Path) -> None:
    texts = sections(finding)
    assert finding.code in _codes_of_node(finding, texts["Example"], tmp_path / "example")
    assert finding.code not in _codes_of_node(finding, texts["Use instead"], tmp_path / "instead")
