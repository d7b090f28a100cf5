"""Reading a corpus: beside HashiCorp's HCL in Go (pygohcl) and python-hcl2, in the same run."""

from __future__ import annotations

import gc
from collections.abc import Callable

import hcl2
import pygohcl

import jobspec
from benchmarks.timing import Row, medians, seconds, shown
from jobspec.check import Settings, check_file


def all_of(read: Callable[[str], object], texts: list[str], *refusals: type[Exception]) -> Callable[[], None]:
    """A run over all texts; a refusal counts as an answer."""

    def run() -> None:
        for text in texts:
            try:
                read(text)
            except refusals:
                continue

    return run


def full_check(text: str) -> None:
    """What `validate` does with a file: read, evaluate and decode it and run every rule, with stand-ins where variables have no value."""
    check_file(text.encode("utf-8", "surrogatepass"), "job.nomad", Settings())


def rows(name: str, texts: list[str], rounds: int) -> list[Row]:
    """Text to tree, text to model and the full check, over the same texts. python-hcl2, by far the slowest, runs once."""
    tree = all_of(lambda text: jobspec.parse_hcl(text, filename="job.nomad"), texts)
    model = all_of(lambda text: jobspec.parse_job(text, filename="job.nomad"), texts)
    check = all_of(full_check, texts)
    go = all_of(pygohcl.loads, texts, pygohcl.HCLParseError, pygohcl.UnknownFunctionError, pygohcl.HCLInternalError, ValueError)
    warm_up = texts[:3]
    for read in (full_check, pygohcl.loads, hcl2.loads):
        all_of(read, warm_up, Exception)()
    gc.collect()
    tree_time, model_time, check_time, go_time = medians([tree, model, check, go], rounds)
    hcl2_time = seconds(all_of(hcl2.loads, texts, Exception))  # it refuses with exceptions of lark and of its own
    beside_go = f"pygohcl {shown(go_time)}"
    beside_hcl2 = f"python-hcl2 {shown(hcl2_time)}"
    megabytes = sum(map(len, texts)) / 1e6
    title = f"{name}, {len(texts)} files, {megabytes:.1f} MB"
    return [
        Row(f"{title}: text to tree", shown(tree_time), beside_go, tree_time / go_time, 2),
        Row(f"{title}: text to model", shown(model_time), beside_hcl2, model_time / hcl2_time, 0.25),
        Row(f"{title}: full check", shown(check_time), beside_hcl2, check_time / hcl2_time, 0.4),
    ]
