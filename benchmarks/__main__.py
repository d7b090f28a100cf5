"""Prints the table of ratios. Exit code 0 whatever they are: goals are goals, and machines are noisy."""

from __future__ import annotations

import argparse
import gc

from benchmarks import growth, many, planning, reading, starting
from benchmarks.inputs import corpus
from benchmarks.timing import Row, table

PARTS = ("reading", "start", "growth", "many", "planning")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the corpus, one round, growth up to 1 MB and 100 files")
    parser.add_argument("--only", choices=PARTS, action="append", help="one part of the table; repeatable")
    options = parser.parse_args()
    gc.set_threshold(200_000, 50, 100)  # as the command sets it, for both sides
    wanted = options.only or PARTS
    rows: list[Row] = []
    name, texts = corpus(10 if options.quick else 1)
    if "reading" in wanted:
        rows += reading.rows(name, texts, 1 if options.quick else 3)
    if "start" in wanted:
        rows += starting.rows(7 if options.quick else 25)
    if "growth" in wanted:
        rows += growth.rows(options.quick)
    if "many" in wanted:
        rows += many.rows(name, texts, options.quick)
    if "planning" in wanted:
        rows += planning.rows(options.quick)
    print(table(rows))


if __name__ == "__main__":
    main()
