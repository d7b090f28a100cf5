"""Growth: what twice the input costs, for one file that grows and for more and more files."""

from __future__ import annotations

import math
from itertools import pairwise

from benchmarks.inputs import generated_job
from benchmarks.timing import Row, medians, shown
from jobspec.check import Settings, check_file
from jobspec.triage.conclude import conclude


def check_files(texts: list[bytes]) -> None:
    """What `jobspec validate` does with files once they are read from disk."""
    settings = Settings()
    conclude([check_file(text, f"{number}.nomad", settings) for number, text in enumerate(texts)])


def per_doubling(small: float, large: float, factor: float) -> float:
    """The time ratio of one doubling, from the times of two inputs of which the second is `factor` times the first."""
    return math.pow(large / small, math.log(2) / math.log(factor))


def rows(quick: bool) -> list[Row]:
    """Each step of ten, from 1 KB to 10 MB and from 1 to 1,000 files; quick runs stop one step earlier."""
    out = []
    sizes = [1_000, 10_000, 100_000, 1_000_000, 10_000_000][: 4 if quick else 5]
    texts = [generated_job(size).encode() for size in sizes]
    times = [medians([lambda text=text: check_files([text])], 9 if len(text) < 200_000 else 1)[0] for text in texts]  # type: ignore[misc]
    for (small, large), (before, after) in zip(pairwise(texts), pairwise(times), strict=True):
        what = f"growth: one file, {len(small) / 1000:,.0f} to {len(large) / 1000:,.0f} KB, for each doubling"
        out.append(Row(what, shown(after), shown(before), per_doubling(before, after, len(large) / len(small)), 2.2))
    counts = [1, 10, 100, 1_000][: 3 if quick else 4]
    job = generated_job(2_000).encode()
    times = [medians([lambda count=count: check_files([job] * count)], 9 if count < 100 else 3)[0] for count in counts]  # type: ignore[misc]
    for (few, many), (before, after) in zip(pairwise(counts), pairwise(times), strict=True):
        what = f"growth: {few:,} to {many:,} files, for each doubling"
        out.append(Row(what, shown(after), shown(before), per_doubling(before, after, many / few), 2.2))
    return out
