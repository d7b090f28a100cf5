"""Start-up: the installed command on one small file, beside a Python that does nothing."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.inputs import generated_job
from benchmarks.timing import Row, medians, shown


def command() -> list[str]:
    """The installed `jobspec` of this environment, or the checkout's launcher."""
    installed = Path(sys.executable).parent / "jobspec"
    return [str(installed)] if installed.exists() else [sys.executable, str(Path(__file__).parents[1] / "cli.py")]


def rows(rounds: int) -> list[Row]:
    """Wall time of `jobspec validate one.nomad`, without and with an option."""
    with tempfile.TemporaryDirectory() as folder:
        job = Path(folder) / "one.nomad"
        job.write_text(generated_job(1000))

        def run(arguments: list[str]) -> None:
            subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, cwd=folder)

        bare = [sys.executable, "-c", "pass"]
        plain = [*command(), "validate", "one.nomad"]
        with_option = [*command(), "validate", "--format", "concise", "one.nomad"]
        for arguments in (bare, plain, with_option):
            run(arguments)
        bare_time, plain_time, option_time = medians([lambda: run(bare), lambda: run(plain), lambda: run(with_option)], rounds)
    beside = f"python -c pass {shown(bare_time)}"
    return [
        Row("start: validate one.nomad", shown(plain_time), beside, plain_time / bare_time, 8),
        Row("start: validate --format concise one.nomad", shown(option_time), beside, option_time / bare_time, 8),
    ]
