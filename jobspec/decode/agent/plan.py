"""What HCL 1's decoder does for each field of a model, worked out once per class."""

from __future__ import annotations

from jobspec.hcl.v1.syntax import fold
from jobspec.models.base import Model
from jobspec.models.fields import Field, fields_of, nested_models


class Entry:
    """One step: the Python name of the field, the key that it takes, the type, the nested model.

    `as_text`: a duration's text, which Nomad converts later. `hcl`: the name under which places are kept.
    """

    __slots__ = ("as_text", "field", "go_field", "hcl", "is_label", "is_list_of_blocks", "is_setting", "key", "nested", "type")

    def __init__(self, field: str, declaration: Field, key: str, nested: type[Model] | None, *, as_text: bool = False) -> None:
        self.field = field
        self.key = key
        self.hcl = declaration.hcl or declaration.go_name
        self.go_field = declaration.json or ""
        self.type = declaration.type
        self.nested = nested
        self.as_text = as_text
        self.is_label = declaration.kind == "label"
        self.is_list_of_blocks = nested is not None and declaration.type.startswith("list(")
        self.is_setting = nested is None and not declaration.type.startswith("map(")


class Plan:
    """The steps of a model in order, the names that it knows, folded, and whether it takes all others too."""

    __slots__ = ("entries", "known", "takes_rest")

    def __init__(self, model: type[Model]) -> None:
        self.entries: list[Entry] = []
        nested = nested_models(model)
        for field, declaration in fields_of(model).items():
            inner: type[Model] | None = nested.get(field)
            if inner is not None and inner.read_apart:
                continue
            if declaration.go_name:
                self.entries.append(Entry(field, declaration, declaration.go_name, inner))
            if declaration.kind == "label":
                self.entries.append(Entry(field, declaration, "", None))
            elif declaration.hcl:
                self.entries.append(Entry(field, declaration, declaration.hcl, inner, as_text=declaration.type == "duration"))
        self.takes_rest = any(declaration.kind == "remain" for declaration in fields_of(model).values())
        self.known = frozenset(fold(entry.key) for entry in self.entries if entry.key)


def plan_of(model: type[Model]) -> Plan:
    """The plan of a model class."""
    plan = _PLANS.get(model)
    if plan is None:
        plan = _PLANS[model] = Plan(model)
    return plan


_PLANS: dict[type[Model], Plan] = {}
