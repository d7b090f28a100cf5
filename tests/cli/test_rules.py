"""`jobspec rules` and `jobspec explain`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jobspec.rules import RULES
from jobspec.triage.every_rule import EVERY_RULE
from jobspec.triage.reader_codes import CONFIG_CODES

ROOT = Path(__file__).parents[2]


def test_every_rule_is_listed_once_in_the_order_of_codes(call: Any) -> None:
    answer = call("rules")
    assert answer.code == 0
    codes = [line.split()[0] for line in answer.out.splitlines()]
    assert codes == sorted(rule.code for rule in EVERY_RULE)


def test_no_two_rules_have_one_name_so_that_each_can_be_explained_by_it() -> None:
    assert sorted({rule.name for rule in EVERY_RULE}) == sorted(rule.name for rule in EVERY_RULE)


def test_a_rule_is_explained_by_code_in_any_case_and_by_name(call: Any) -> None:
    rule = RULES[0]
    answer = call("explain", rule.code.lower())
    assert answer.code == 0
    assert answer.out.startswith(f"{rule.code} {rule.name} (")
    assert "\n## What it finds\n" in answer.out
    assert call("explain", rule.name) == answer


def test_a_finding_of_the_reader_is_explained_in_a_sentence(call: Any) -> None:
    answer = call("explain", "hcl420")
    page = "A variable without a value. What is wrong with the job whatever the value is found all the same."
    assert answer == (0, f"HCL420 (found while the file is read)\n\n{page}\n", "")


def test_an_unknown_code_gives_exit_code_2(call: Any) -> None:
    answer = call("explain", "JOB999")
    assert answer.code == 2
    assert "there is no rule 'JOB999'" in answer.err


def test_what_is_wrong_with_a_configuration_is_explained_too(call: Any) -> None:
    assert call("explain", "CFG002").out == "CFG002 (found while the file is read)\n\nA setting that jobspec does not have.\n"
    used = {code for path in (ROOT / "jobspec/config").glob("*.py") for code in re.findall(r'"(CFG[0-9]{3})"', path.read_text("utf-8"))}
    assert used == set(CONFIG_CODES)


def test_a_misspelled_name_has_a_suggestion(call: Any) -> None:
    answer = call("explain", "unknown-network-mod")
    assert (answer.code, answer.err) == (
        2, "jobspec: there is no rule 'unknown-network-mod'; did you mean \"unknown-network-mode\"?\n")


def test_help_has_a_short_name(call: Any) -> None:
    assert call("explain", "-h") == call("explain", "--help")
    assert call("-h").code == 0
