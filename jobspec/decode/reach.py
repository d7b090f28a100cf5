"""The order in which Nomad comes to values that it evaluates last (parse_map.go decodeMapInterfaceType)."""

from __future__ import annotations

from collections.abc import Iterable

from jobspec.decode.run import PendingValue
from jobspec.diagnostics import Diagnostic
from jobspec.models.base import Model
from jobspec.models.fields import fields_of


def in_nomads_order(diagnostics: list[Diagnostic], pending: list[PendingValue], job: Model, beside: Iterable[Model]) -> list[Diagnostic]:
    """Sort findings about pending values: the job's fields in the order of Nomad's structs, then what stands `beside` its groups.

    Inside one map, where Nomad's order is random, by position; inside one expression as evaluation found them.
    """
    order: dict[int, int] = {}
    _visit(job, order)
    for model in beside:
        _visit(model, order)
    places = [(item.expression.start, item.expression.end, order.get(id(item.holder), len(order))) for item in pending]

    def rank(diagnostic: Diagnostic) -> tuple[int, int]:
        if diagnostic.span is None:
            return len(order), 0
        start = diagnostic.span.start
        return min(((rank, first) for first, last, rank in places if first <= start <= last), default=(len(order), start))

    return sorted(diagnostics, key=rank)


def _visit(value: object, order: dict[int, int]) -> None:
    """Number the dicts that `value` holds in the order of declarations."""
    if isinstance(value, Model):
        for name in fields_of(type(value)):
            _visit(getattr(value, name), order)
    elif isinstance(value, tuple):
        for item in value:
            _visit(item, order)
    elif isinstance(value, dict):
        order.setdefault(id(value), len(order))
        for item in value.values():
            if isinstance(item, Model):
                _visit(item, order)
