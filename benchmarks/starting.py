"""Start-up: the installed command on one small file, beside a Python that does nothing."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.command import command, duration
from benchmarks.inputs import generated_job
from benchmarks.timing import Row, medians, shown


def rows(rounds: int) -> list[Row]:
    """Wall time of `jobspec validate one.nomad`, without and with an option."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "one.nomad").write_text(generated_job(1000))

        bare = [sys.executable, "-c", "pass"]
        plain = [*command(), "validate", "one.nomad"]
        with_option = [*command(), "validate", "--format", "concise", "one.nomad"]
        for arguments in (bare, plain, with_option):
            duration(arguments, place)
        works = [lambda arguments=arguments: duration(arguments, place) for arguments in (bare, plain, with_option)]
        bare_time, plain_time, option_time = medians(works, rounds)
    beside = f"python -c pass {shown(bare_time)}"
    return [
        Row("start: validate one.nomad", shown(plain_time), beside, plain_time / bare_time, 8),
        Row("start: validate --format concise one.nomad", shown(option_time), beside, option_time / bare_time, 8),
    ]
