"""Runs the conformance programs beside the checkout and compares each printed figure with a floor.

The programs' own `--min` holds for all their figures at once; here every figure has its own floor. Exit code 1 when one is
below its floor, missing, or when a program reports a crash. Prints the figures of all runs.
"""

from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

#: Arguments of a run to the floors of its figures, in percent.
FLOORS: dict[tuple[str, ...], dict[str, float]] = {
    ("jobs.py", "corpus"): {"parse": 100, "json": 100, "canonical": 100, "admitted": 100, "line": 100, "validate": 100},
    ("jobs.py", "mutations"): {"parse": 100, "json": 100, "line": 100, "validate": 100},
    ("jobs.py", "syntax"): {"parse": 100, "json": 100, "line": 99.9, "position": 99.9},
    ("expressions.py",): {"refused": 100, "value": 100, "position": 100},
    ("expressions.py", "--random"): {"refused": 100, "value": 100, "position": 100},
    ("variables.py",): {"variables": 100},
    ("network.py",): {"verdict": 100, "ports": 100, "cni_env": 100, "cni_stdin": 100, "env": 100, "services": 100},
    ("agents.py",): {"load": 100, "config": 100, "valid": 100},
}

_FIGURE = re.compile(r"^(\w+)\s+(\d+)/(\d+)\s+[\d.]+%$")
_CRASHES = re.compile(r"^\s*CRASH |, ([1-9]\d*) crashes$")


def below_floor(output: str, floors: dict[str, float]) -> list[str]:
    """What in a program's output is not good enough, in words."""
    figures = {}
    complaints = []
    for line in output.splitlines():
        match = _FIGURE.match(line)
        if match:
            matched, compared = int(match[2]), int(match[3])
            figures[match[1]] = 100 * matched / compared if compared else 0.0
        elif _CRASHES.search(line):
            complaints.append(line.strip())
    for name, floor in floors.items():
        if name not in figures:
            complaints.append(f"{name}: no figure")
        elif figures[name] < floor:
            complaints.append(f"{name}: {figures[name]:.2f} % is below {floor} %")
    return complaints


def main() -> int:
    programs = Path(sys.argv[1])

    def run_program(arguments: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(programs / arguments[0]), *arguments[1:], "--show", "5"]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    failed = False
    with ThreadPoolExecutor(2) as pool:
        runs = list(pool.map(run_program, FLOORS))
    for (arguments, floors), run in zip(FLOORS.items(), runs, strict=True):
        complaints = below_floor(run.stdout, floors)
        if not run.stdout:
            complaints.append(f"exit code {run.returncode}: {run.stderr.strip()[-500:]}")
        print(f"== {' '.join(arguments)}\n{run.stdout.rstrip()}")
        for complaint in complaints:
            print(f"NOT GOOD ENOUGH: {complaint}")
        failed |= bool(complaints)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
