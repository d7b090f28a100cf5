"""Reading a job file with stand-ins for the values that its variables lack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product, zip_longest
from time import process_time
from typing import Final

from jobspec.check.common import Reading, common_errors, key_of
from jobspec.decode.dependence import Dependence
from jobspec.decode.hints import Hints
from jobspec.decode.pipeline import OpenedJob
from jobspec.diagnostics import Diagnostic, Result
from jobspec.evaluate.stand_ins import stand_ins
from jobspec.evaluate.values import Value
from jobspec.evaluate.variables import Variable
from jobspec.models.job_job import Job

#: How often a file is read in search of stand-ins with which it can be read, and in all.
_SEARCH: Final = 120
_READS: Final = 250
#: With how many values of each variable the job is checked at most, and with how many combinations of words.
_RUNS: Final = 48
_COMBINED: Final = 36
#: How much text is read at most in all; at least a few times.
_TEXT: Final = 10_000_000
_FEW: Final = 6
#: How long all of it may take, in seconds of this process, whatever else the machine does: a file that takes long to read once is not
#: read a hundred times.
_PATIENCE: Final = 5.0

Assignment = dict[str, Value]


class TooSlow(Exception):
    """Reading the file with several values takes too long."""


class Trials:
    """Stand-ins with which a file can be read, found by trying.

    `errors` keep the job from being read whatever the values are. `missing`: the variables to which other errors may be due, so that
    nobody knows whether it can be read. `first`: the file as it was read with the stand-ins that got furthest.

    Raises TooSlow, as `jobs` does.
    """

    def __init__(self, opened: OpenedJob, variables: Sequence[Variable], dependence: Dependence) -> None:
        self.names = [variable.name for variable in variables]
        self.dependence = dependence
        self._opened = opened
        self._end = process_time() + _PATIENCE
        self._room = max(_FEW, min(_READS, _TEXT // (len(opened.source.text) + 1)))
        self._readings: list[Reading] = []
        hints = Hints(opened.blocks, opened.source, dependence)
        self._values = {
            name: stand_ins(variable.type, hints.of(name), hints.names, hints.fields_of(name))
            for name, variable in zip(self.names, variables, strict=True)
        }
        self._words = {name: words for name in self.names if (words := hints.words_of(name))}
        self._base = {name: values[0] for name, values in self._values.items()}
        self.first = self._read(self._base)
        if self.first.errors:
            self._search()
        self._keep_kinds(variables)
        self.errors: tuple[Diagnostic, ...] = ()
        self.missing: list[str] = []
        if self.first.errors:
            self._judge()

    def jobs(self) -> Iterator[tuple[Job, tuple[Diagnostic, ...]]]:
        """The job with stand-ins of every kind for every variable, and what was found while it was read; only where there are no errors.

        Nothing where there is but one value with which it can be read: much would depend on that.
        """
        read = [(self._base, self.first)]
        for assignment in self._assignments():
            if len(self._readings) >= self._room:
                break
            readable = self._readable(assignment)
            if readable is not None:
                read.append(readable)
        if all(len({repr(assignment[name]) for assignment, _ in read}) > 1 for name in self.names):
            for _, result in read:
                self.keep_in_time()
                assert result.value is not None
                yield result.value, result.diagnostics

    def _assignments(self) -> Iterator[Assignment]:
        """Every value of every variable; then words that mean something to Nomad in all their combinations, as far as there is room."""
        runs = min(_RUNS, max(map(len, self._values.values())))
        yield from map(self._in_turn, range(runs))
        if len(self._words) > 1:
            for run, words in enumerate(islice(product(*self._words.values()), _COMBINED)):
                yield {**self._in_turn(run), **dict(zip(self._words, words, strict=True))}

    def _in_turn(self, run: int) -> Assignment:
        """Other values than in the runs before, and for each variable others than for the next."""
        return {name: values[(run + place) % len(values)] for place, (name, values) in enumerate(self._values.items())}

    def keep_in_time(self) -> None:
        """Raises TooSlow where there is no time left."""
        if process_time() > self._end:
            raise TooSlow

    def _read(self, assignment: Mapping[str, Value]) -> Result[Job]:
        self.keep_in_time()
        result = self._opened.read(assignment)
        self._readings.append(Reading(result.errors, result.value, self.dependence.dynamics))
        return result

    def _search(self) -> None:
        """Give each variable to which an error may be due other values until there are fewer such errors."""
        tried: set[str] = set()
        while True:
            blamed = next((name for found in self.first.errors for name in self.names if name in self._behind(found) - tried), None)
            if blamed is None:
                return
            tried.add(blamed)
            for value in self._values[blamed][1:]:
                if len(self._readings) >= min(_SEARCH, self._room):
                    return
                result = self._read({**self._base, blamed: value})
                if self._rank(result, blamed) < self._rank(self.first, blamed):
                    self._base[blamed] = value
                    self.first = result
                    if not self._rank(result, blamed)[1]:
                        break

    def _rank(self, result: Result[Job], variable: str) -> tuple[bool, int]:
        """How far reading got: whether there is no job, and how many errors may be due to a variable. Less is better."""
        return result.value is None, sum(variable in self._behind(found) for found in result.errors)

    def _behind(self, found: Diagnostic) -> frozenset[str]:
        """The variables that an error may be due to."""
        span = found.span
        if span is None or span.source is not self._opened.source or not self.dependence.known:
            return frozenset(self.names)
        return self.dependence.behind(span.start, span.end)

    def _readable(self, assignment: Assignment) -> tuple[Assignment, Result[Job]] | None:
        """The job with an assignment, in which variables get their first value where errors may be due to them; None where it cannot be
        read even so."""
        result = self._read(assignment)
        replaced: set[str] = set()
        while result.errors:
            blamed = frozenset[str]().union(*map(self._behind, result.errors)) - replaced
            if not blamed:
                return None
            replaced |= blamed
            assignment = {name: self._base[name] if name in replaced else value for name, value in assignment.items()}
            result = self._read(assignment)
        return assignment, result

    def _keep_kinds(self, variables: Sequence[Variable]) -> None:
        """The value that got furthest first; and where a variable has no type, only values of kinds with which reading gets as far."""
        for variable in variables:
            name, base = variable.name, self._base[variable.name]
            others = [value for value in self._values[name] if value is not base]
            if variable.type is None:
                kinds = {_kind(base)}
                for kind, value in {_kind(value): value for value in reversed(others)}.items():
                    if kind not in kinds and self._rank(self._read({**self._base, name: value}), name) <= self._rank(self.first, name):
                        kinds.add(kind)
                by_kind = [[value for value in others if _kind(value) == kind] for kind in sorted(kinds)]
                others = [value for several in zip_longest(*by_kind) for value in several if value is not None]
            self._values[name] = (base, *others)

    def _judge(self) -> None:
        """Tell errors of the file from those of the stand-ins: they are there each time, and not where an expression depends on one."""
        for run in range(1, 4):
            self._read(self._in_turn(run))
        self.errors = tuple(found for found in common_errors(self._best()) if not self._behind(found))
        behind = frozenset[str]().union(*map(self._behind, self.first.errors))
        self.missing = [name for name in self.names if name in behind]

    def _best(self) -> list[Reading]:
        """The readings in which no other errors may be due to values than in the one that got furthest."""
        known = {key_of(found) for found in self.first.errors if self._behind(found)}
        return [
            reading for reading in self._readings if reading.has_job is (self.first.value is not None)
            and {key for key, found in reading.found.items() if self._behind(found)} <= known
        ]


def _kind(value: Value) -> str:
    match value.raw:
        case tuple():
            return "list"
        case dict():
            return "map"
    return "one"
