"""What files may grow to: deep nesting, dynamic blocks that multiply, many errors."""

from __future__ import annotations

import gc
import time

import jobspec


def test_blocks_and_labels_of_driver_configuration_have_a_bounded_depth() -> None:
    for inner in ("a " + '"x" ' * 400 + "{\n}", "a {\n" * 400 + "}\n" * 400):
        result = jobspec.parse_job('job "j" {\n group "g" {\n task "t" {\n config {\n' + inner + "\n}\n}\n}\n}\n")
        assert [d.code for d in result.errors] == ["HCL040"]


def test_dynamic_blocks_that_multiply_are_stopped() -> None:
    count = "[for n in range(1000) : n]"
    text = 'job "j" {\n' + "".join(
        f' dynamic "{kind}" {{\n for_each = {count}\n labels = ["x"]\n content {{\n' for kind in ("group", "task", "action")
    ) + 'command = "x"\n' + "}\n}\n" * 3 + "}\n"
    started = time.monotonic()
    assert "HCL386" in [d.code for d in jobspec.parse_job(text).errors]
    assert time.monotonic() - started < 60


def test_reading_leaves_the_garbage_collector_as_it_was() -> None:
    assert gc.isenabled()
    jobspec.parse_job('job "j" {\n}')
    assert gc.isenabled()
    gc.disable()
    try:
        jobspec.parse_job('job "j" {\n}')
        assert not gc.isenabled()
    finally:
        gc.enable()
