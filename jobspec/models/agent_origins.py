"""Where the parts of a merged configuration were written: each value in a file of its own."""

from __future__ import annotations

from jobspec.diagnostics import Span
from jobspec.models.base import Origin


class MergedOrigin(Origin):
    """The origin of a block that several files wrote. The header is the last file's; each value is where its winner stands."""

    __slots__ = ("owners",)

    def __init__(self, header: Origin, owners: dict[str, Origin]) -> None:
        super().__init__(header.source, header.start, header.end, header.names, header.values, header.body_start, header.body_end,
                         header.file)
        self.owners = owners

    @classmethod
    def of(cls, base: Origin | None, over: Origin | None, changed: dict[str, Origin]) -> Origin | None:
        """The origin of `base` with the values of `changed` by HCL name from elsewhere."""
        header = over or base
        if header is None:
            return None
        owners: dict[str, Origin] = {}
        if isinstance(base, MergedOrigin):
            owners.update(base.owners)
        elif base is not None:
            owners.update(dict.fromkeys(base.values, base))
        return cls(header, {**owners, **changed})

    def value_span(self, hcl_name: str) -> Span | None:
        owner = self.owners.get(hcl_name)
        return None if owner is None else owner.value_span(hcl_name)

    def name_span(self, hcl_name: str) -> Span | None:
        owner = self.owners.get(hcl_name)
        return None if owner is None else owner.name_span(hcl_name)
