"""Jobs to and from the JSON of Nomad's API: what `nomad job run -output` prints and `nomad job run -json` reads."""

from __future__ import annotations

import re
from typing import Any

from jobspec.diagnostics import Diagnostic, Severity, Span
from jobspec.models.api_json import to_api_json
from jobspec.models.api_reading import from_api_json
from jobspec.models.job_job import Job
from jobspec.models.json_places import Place, json_places
from jobspec.source import Source

_INVALID = re.compile("[\ud800-\udfff]")  # what Source makes of bytes that are not UTF-8, and lone \\ud800 … escapes
_HALF = re.compile(r"\\u[dD][89a-fA-F]")


def job_to_json(job: Job) -> dict[str, Any]:
    """The "Job" object of `nomad job run -output`: every field, null for what is absent, durations in nanoseconds."""
    return to_api_json(job)


def job_from_json(value: object, source: Source | None = None) -> tuple[Job | None, tuple[Diagnostic, ...]]:
    """A job from decoded API JSON, with or without the outer {"Job": …} (command/helpers.go, JobGetter.Get).

    `source` is the text that `value` was decoded from, for positions. Wrong types are errors, as Nomad refuses them; keys
    that it silently ignores are warnings. The job is None when there is no object at all.
    """
    place = json_places(source.text) if source is not None else None
    if type(value) is dict:
        for key, inner in value.items():
            if key.casefold() == "job" and inner is not None:
                return _job(inner, source, None if place is None else place.member(key), ((), key))
    return _job(value, source, place, ())


def parse_job_json(source: Source) -> tuple[Job | None, tuple[Diagnostic, ...]]:
    """A job from the text of an API JSON file. Like Go's decoder, this reads one value and ignores what follows it."""
    from json import JSONDecodeError, JSONDecoder

    text = _INVALID.sub("\N{REPLACEMENT CHARACTER}", source.text)
    start = len(text) - len(text.lstrip(" \t\r\n"))
    try:
        value, _ = JSONDecoder(parse_constant=_refuse_constant, parse_float=_finite).raw_decode(text, start)
    except JSONDecodeError as error:
        return None, (_unreadable(f"this is not JSON: {error.msg}", Span(source, error.pos, min(error.pos + 1, len(text)))),)
    except ValueError as error:  # NaN and Infinity, which Python's decoder would take, and numbers of thousands of digits
        return None, (_unreadable(f"this is not JSON that Nomad reads: {error}", Span(source, start, start + 1)),)
    except RecursionError:
        return None, (_unreadable("this JSON is nested too deeply to be a job", Span(source, start, start + 1)),)
    try:
        if _HALF.search(text):
            value = _whole(value)
        return job_from_json(value, source)
    except RecursionError:
        return None, (_unreadable("this JSON is nested too deeply to be a job", Span(source, start, start + 1)),)


def _job(value: object, source: Source | None, place: Place | None, path: tuple[Any, ...]) -> tuple[Job | None, tuple[Diagnostic, ...]]:
    job, diagnostics = from_api_json(Job, value, source, place, path)
    return job, tuple(diagnostics)


def _whole(value: object) -> Any:
    """Values without lone halves of surrogate pairs, for which Go's decoder too puts the replacement character."""
    match value:
        case str():
            return _INVALID.sub("\N{REPLACEMENT CHARACTER}", value)
        case list():
            return [_whole(item) for item in value]
        case dict():
            return {_whole(key): _whole(item) for key, item in value.items()}
    return value


def _finite(digits: str) -> float:
    number = float(digits)
    if number - number != 0:
        raise ValueError(f"the number {digits} is too large")
    return number


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


def _unreadable(message: str, span: Span) -> Diagnostic:
    return Diagnostic(code="JOB050", severity=Severity.ERROR, message=message, span=span, nomad=True,
                      nomad_message="Failed to parse JSON job")
