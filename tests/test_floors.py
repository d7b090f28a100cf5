"""The figures of conformance programs against their floors (`.ci/floors.py`)."""

from __future__ import annotations

import runpy
from pathlib import Path

FLOORS = runpy.run_path(str(Path(__file__).parents[1] / ".ci/floors.py"))
below_floor = FLOORS["below_floor"]

OUTPUT = "parse     999/1000  99.90%\nline      970/1000  97.00%\ntime in the project: 1.00 s for 1000 files, 0 crashes\n"


def test_figures_at_their_floors_are_good_enough() -> None:
    assert below_floor(OUTPUT, {"parse": 99.9, "line": 97}) == []


def test_a_figure_below_its_floor_is_named() -> None:
    assert below_floor(OUTPUT, {"parse": 100, "line": 97}) == ["parse: 99.90 % is below 100 %"]


def test_a_rounded_figure_does_not_reach_100() -> None:
    assert below_floor("parse 99999/100000 100.00%\n", {"parse": 100}) != []


def test_a_missing_figure_and_a_crash_are_named() -> None:
    assert below_floor("", {"json": 1}) == ["json: no figure"]
    assert below_floor("    CRASH x: y\ntime in the project: 1 s for 2 files, 1 crashes\n", {}) != []
