"""Slips that leave no doubt about what was meant."""

from __future__ import annotations

from itertools import permutations

import pytest

from jobspec.models.suggestion import closest, distance, only_close


@pytest.mark.parametrize(
    ("one", "other", "changes"), [("http", "http", 0), ("htpp", "http", 1), ("brigde", "bridge", 1), ("", "ab", 2), ("abcd", "badc", 2)]
)
def test_a_distance_counts_letters_put_in_left_out_replaced_and_exchanged(one: str, other: str, changes: int) -> None:
    assert distance(one, other) == distance(other, one) == changes


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("htpp", ["http", "grpc"], "http"), ("db1", ["db2", "db3"], None), ("web", ["api"], None), ("NODE_NAME", ["JOB_NAME"], None),
        ("imgae_tga", ["image_tag"], "image_tag"),
    ],
)
def test_the_only_near_name(name: str, known: list[str], meant: str | None) -> None:
    assert only_close(name, known) == meant


def test_the_order_of_the_known_names_does_not_count() -> None:
    names = ["NOMAD_META_webdomain", "NOMAD_META_WEBDOMAIN", "NOMAD_META_other"]
    assert {closest("NOMAD_META_web_domain", order) for order in permutations(names)} == {"NOMAD_META_webdomain"}
