"""Many files: two processes beside one, files that did not change, ten times as many, and the memory that they take."""

from __future__ import annotations

import math
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.command import command, duration, memory
from benchmarks.inputs import generated_job
from benchmarks.timing import Row, seconds, shown, size
from jobspec.check import Settings
from jobspec.runs import RunOptions, Statistics, run_checks
from jobspec.runs.executors import available_cores

MISTAKE = ('mode = "bridge"', 'mode = "brigde"')


def written(folder: Path, texts: list[str]) -> Path:
    """Job files of these texts, a hundred in each folder."""
    for number, text in enumerate(texts):
        inner = folder / f"{number // 100:04}"
        inner.mkdir(parents=True, exist_ok=True)
        (inner / f"{number:06}.nomad").write_text(text, encoding="utf-8", errors="surrogatepass")
    return folder


def generated(count: int, mistake: bool = False) -> list[str]:
    """Small jobs that differ in their names, with a mistake in each or none."""
    text = generated_job(1)
    if mistake:
        text = text.replace(*MISTAKE)
    return [text.replace('job "generated"', f'job "generated-{number}"') for number in range(count)]


def rows(name: str, texts: list[str], quick: bool) -> list[Row]:
    """All rows; `texts` are checked by one process and by two, and again when nothing changed; other rows are about generated files."""
    few, many = (100, 1_000) if quick else (1_000, 10_000)
    with tempfile.TemporaryDirectory() as place:
        top = Path(place)
        given = written(top / "given", texts)
        small, large = written(top / "few", generated(few)), written(top / "many", generated(many))
        wrong = written(top / "wrong", generated(few, mistake=True))
        return [
            *_processes(f"{name}, {len(texts):,} files", given, 1 if quick else 5),
            _checked_again(f"{name}, {len(texts):,} files", given, top / "cache"),
            _run_again(f"{many:,} generated files", large, top / "cache"),
            _growth(small, few, large, many),
            _memory(small, few, large, many),
            _memory_of_findings(small, wrong, few),
        ]


def _validate(*options: str) -> list[str]:
    return [*command(), "validate", "--isolated", *options, "."]


#: One process that looks at every file.
_PLAIN = _validate("--no-cache", "--jobs", "1")


def _processes(what: str, folder: Path, rounds: int) -> list[Row]:
    if available_cores() < 2:
        return []
    both = _validate("--no-cache", "--jobs", "2")
    pairs = [(duration(_PLAIN, folder), duration(both, folder)) for _ in range(rounds)]
    one, two = (min(times) for times in zip(*pairs, strict=True))
    return [Row(f"many files: {what}, two processes beside one", shown(two), shown(one), two / one, 1 / 1.7)]


def _checked_again(what: str, folder: Path, cache: Path) -> Row:
    """The check alone, without start and report, which take as long for what is known as for what is new."""
    files = sorted(map(str, folder.rglob("*.nomad")))
    settings = Settings()
    options = RunOptions(cache=str(cache / "library"))

    def checks() -> None:
        for _ in run_checks(files, lambda _: settings, options, Statistics()):
            pass

    first = seconds(checks)
    second = median(seconds(checks) for _ in range(3))
    return Row(f"many files: {what}, unchanged, beside the first check", shown(second), shown(first), second / first, 0.1)


def _run_again(what: str, folder: Path, cache: Path) -> Row:
    environ = {"JOBSPEC_CACHE_DIR": str(cache / "command")}
    first = duration(_validate(), folder, environ)
    second = median(duration(_validate(), folder, environ) for _ in range(3))
    return Row(f"many files: {what}, unchanged, beside the first run", shown(second), shown(first), second / first, 0.1)


def _growth(small: Path, few: int, large: Path, many: int) -> Row:
    before = median(duration(_PLAIN, small) for _ in range(3))
    after = duration(_PLAIN, large)
    ratio = (after / before) ** (math.log(2) / math.log(many / few))
    return Row(f"growth: {few:,} to {many:,} files, for each doubling", shown(after), shown(before), ratio, 2.2)


def _memory(small: Path, few: int, large: Path, many: int) -> Row:
    """What was found good is forgotten."""
    before, after = memory(_PLAIN, small), memory(_PLAIN, large)
    return Row(f"memory: {many:,} good files, beside {few:,}", size(after), size(before), after / before, 1.25)


def _memory_of_findings(good: Path, wrong: Path, count: int) -> Row:
    """A finding keeps the text that it points into until the report is written."""
    each = max(memory(_PLAIN, wrong) - memory(_PLAIN, good), 0) / count
    text = len(generated(1)[0])
    return Row("memory: a file with a finding, beside its text", size(each), size(text), each / text, 10)
