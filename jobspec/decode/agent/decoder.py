"""A tree of HCL 1 to instances of models, as HCL 1's decoder makes Go structs of it (decoder.go decodeStruct).

Fields take their values in the order of their declarations; each takes all items of its name, in any case of letters. An item with a
label counts before those without; of settings the last one stays.
"""

from __future__ import annotations

from collections.abc import Callable

from jobspec.decode.agent.draft import Draft, Place, header
from jobspec.decode.agent.errors import WRONG_TYPE, DecodeError
from jobspec.decode.agent.free import decode_free_map, map_entries, slice_items
from jobspec.decode.agent.literals import (
    decode_bool,
    decode_float,
    decode_int,
    decode_string,
    extent,
    go_type,
    last,
    text_of,
    written,
)
from jobspec.decode.agent.notes import Notes, Repeated, Unknown, Unlabelled
from jobspec.decode.agent.plan import Entry, plan_of
from jobspec.hcl.v1.syntax import Item, Items, Literal, Node, ObjectValue, Value, fold

_SCALARS: dict[str, Callable[[str, Node, Place], object]] = {
    "string": decode_string, "bool": decode_bool, "int": decode_int, "float": decode_float, "duration": decode_int,
}


class Decoder:
    """One decoding; `notes` gathers what people may want to know."""

    __slots__ = ("notes",)

    def __init__(self, notes: Notes) -> None:
        self.notes = notes

    def decode_struct(self, draft: Draft, name: str, node: Node, place: Place) -> None:
        """Decode an object into a draft."""
        item: Item | None = None
        if isinstance(node, Item):
            item = node
            node = item.value
        if draft.place is None:
            draft.place = place
        if isinstance(node, ObjectValue):
            if draft.body is None:
                draft.body = (node.start + 1, max(node.end - 1, node.start + 1))
            node = node.body
        elif isinstance(node, Literal) and item is not None:
            node = Items([item])
        if not isinstance(node, Items):
            start, end = extent(node, place)
            raise DecodeError(WRONG_TYPE, f"At {node.pos}: {name}: not an object type for struct ({go_type(node)})",
                              f'"{last(name)}" takes a block, not {written(node)}', start, end)
        unused = [text_of(key, name) for entry in node.items for key in entry.keys]
        plan = plan_of(draft.model)
        for entry in plan.entries:
            if entry.is_label:
                self._take_label(draft, entry, name, item, node, place)
            elif self._take(draft, entry, name, node, place):
                _remove_folded(unused, entry.key)
        self._note_unknown(draft, name, node)
        if unused and draft.model.refuses_unknown:
            draft.unused = sorted(unused, key=lambda key: key.encode("utf-8", "surrogateescape"))

    def _take_label(self, draft: Draft, entry: Entry, name: str, item: Item | None, node: Node, place: Place) -> None:
        if item is None:
            start, end = extent(node, place)
            raise DecodeError(WRONG_TYPE, f"At {node.pos}: {name}: {entry.go_field} asked for 'key', impossible",
                              f'"{last(name.partition("[")[0])}" takes blocks with a label, not a list of objects', start, end,
                              f'write {last(name.partition("[")[0])} "NAME" {{ … }}')
        draft.fields[entry.field] = text_of(item.keys[0], name) if item.keys else ""

    def _take(self, draft: Draft, entry: Entry, name: str, node: Items, place: Place) -> bool:
        """Decode the items of one field's name into it; whether there are any."""
        matching = node.matching(entry.key)
        if not matching.items:
            return False
        path = f"{name}.{entry.key}"
        labelled = Items([item for item in matching.items if item.keys])
        plain = [item for item in matching.items if not item.keys]
        if labelled.items:
            self._into(draft, entry, path, labelled, header(labelled.items[0]) or place)
        for item in plain:
            value: Node = item.value
            if isinstance(value, ObjectValue):
                if entry.is_list_of_blocks and item.taken is not None:
                    self.notes.unlabelled.append(Unlabelled(item.taken, draft.model, tuple(_names(value)), value.end))
                value = Items(value.body.items)
            self._into(draft, entry, path, value, header(item) or place, body=item.value)
        self._note_places(draft, entry, matching)
        if len(plain) > 1 and not entry.is_list_of_blocks:
            keys = tuple(item.taken for item in plain if item.taken is not None)
            self.notes.repeated.append(Repeated(keys, draft.model, not entry.is_setting))
        return True

    def _into(self, draft: Draft, entry: Entry, path: str, node: Node, place: Place, body: Value | None = None) -> None:
        old = draft.fields.get(entry.field)
        if entry.nested is not None and not entry.is_list_of_blocks:
            nested = old if isinstance(old, Draft) else Draft(entry.nested)
            if isinstance(body, ObjectValue) and nested.body is None:
                nested.body = (body.start + 1, max(body.end - 1, body.start + 1))
            self.decode_struct(nested, path, node, place)
            draft.fields[entry.field] = nested
        elif entry.is_list_of_blocks:
            draft.fields[entry.field] = [*(old if isinstance(old, list) else ()), *self._blocks(entry, path, node, place)]
        elif entry.as_text:
            draft.texts[entry.field] = decode_string(path, node, place)
        else:
            draft.fields[entry.field] = self._value(entry.type, path, node, place, old)

    def _blocks(self, entry: Entry, path: str, node: Node, place: Place) -> list[Draft]:
        """Each element becomes an instance. Of two labels, the first one's block holds the second (expandObject)."""
        assert entry.nested is not None
        found = []
        for index, element in enumerate(slice_items(path, node, place)):
            if isinstance(element, Item) and len(element.keys) == 2:
                inner = ObjectValue(element.value.start, element.value.pos)
                inner.body = Items([Item(element.keys[1:], element.value)])
                element = Item(element.keys[:1], inner, element.taken)
            nested = Draft(entry.nested)
            own = header(element) if isinstance(element, Item) else None
            self.decode_struct(nested, f"{path}[{index}]", element, own or place)
            found.append(nested)
        return found

    def _value(self, type_name: str, path: str, node: Node, place: Place, old: object) -> object:
        scalar = _SCALARS.get(type_name)
        if scalar is not None:
            return scalar(path, node, place)
        if type_name == "list(string)":
            texts = [decode_string(f"{path}[{index}]", item, place) for index, item in enumerate(slice_items(path, node, place))]
            return (*(old if isinstance(old, tuple) else ()), *texts)
        if type_name == "map(any)":
            return decode_free_map(path, node, place, dict(old) if isinstance(old, dict) else {})
        if type_name == "map(string)":
            return {**(old if isinstance(old, dict) else {}),
                    **{key: decode_string(inner, value, place) for key, inner, value in map_entries(path, node, place)}}
        start, end = extent(node, place)
        raise DecodeError(WRONG_TYPE, f"At {node.pos}: {path}: unknown kind to decode into: {type_name}",
                          f'HCL 1 cannot read "{last(path)}": Nomad refuses every file that sets it', start, end)

    def _note_places(self, draft: Draft, entry: Entry, matching: Items) -> None:
        for item in matching.items:
            if item.taken is None:
                continue
            place = header(item) if isinstance(item.value, ObjectValue) else (item.value.start, item.value.end)
            if entry.is_list_of_blocks and entry.hcl in draft.values:
                continue
            draft.names[entry.hcl] = (item.taken.start, item.taken.end)
            draft.values[entry.hcl] = place or (item.value.start, item.value.end)

    def _note_unknown(self, draft: Draft, name: str, node: Items) -> None:
        plan = plan_of(draft.model)
        known = plan.known
        for item in node.items:
            if item.keys and not plan.takes_rest and fold(text_of(item.keys[0], name)) not in known:
                value = item.value
                place = (value.start, value.end) if not isinstance(value, ObjectValue) else (value.start, value.start + 1)
                self.notes.unknown.append(Unknown(item.keys[0], draft.model, name, item.taken, place))


def _names(value: ObjectValue) -> list[str]:
    return [item.keys[0].label() for item in value.body.items if item.keys]


def _remove_folded(names: list[str], wanted: str) -> None:
    """Remove the first of the names that equals `wanted` in any case of letters; the others stay, as in HCL 1."""
    folded = fold(wanted)
    for index, name in enumerate(names):
        if fold(name) == folded:
            del names[index]
            return
