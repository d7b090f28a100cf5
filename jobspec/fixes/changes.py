"""What a fix did to the job: every value that changed must be one that the fix speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from jobspec.diagnostics import Edit, Fix


class Change(msgspec.Struct, frozen=True):
    """A value of the API's JSON that differs: the keys that lead to it, and the value before and after (None where it is not there)."""

    path: tuple[str | int, ...]
    before: object
    after: object


def changes(before: object, after: object, path: tuple[str | int, ...] = ()) -> Iterator[Change]:
    """The smallest differing parts of two JSON values."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in {**before, **after}:
            yield from changes(before.get(key), after.get(key), (*path, key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from changes(one, other, (*path, index))
    elif before != after or type(before) is not type(after):
        yield Change(path, before, after)


def unexplained(before: object, after: object, fixes: Sequence[Fix]) -> Change | None:
    """The first change that none of the fixes accounts for."""
    return next((change for change in changes(before, after) if not any(_explains(fix, change) for fix in fixes)), None)


def _explains(fix: Fix, change: Change) -> bool:
    return any(field in change.path for field in fix.changes) or any(_rewrites(edit, change) for edit in fix.edits)


def _rewrites(edit: Edit, change: Change) -> bool:
    """Whether a change is the edit's text in the place of the one that stood there: within a value, or as the name of one."""
    old, new = edit.span.text.strip('"'), edit.text.strip('"')
    if not old or not new:
        return False
    if old in change.path or new in change.path:
        return True
    before, after = _text(change.before), _text(change.after)
    return old in before and new in after and before.replace(old, "") == after.replace(new, "")


def _text(value: object) -> str:
    return value if isinstance(value, str) else repr(value)
