"""JSON documents as text."""

from __future__ import annotations

import msgspec

from jobspec.reports.visible import visible_json


def json_text(document: object) -> str:
    """An indented document with every hidden character escaped, and a line end."""
    return visible_json(msgspec.json.format(msgspec.json.encode(document), indent=2).decode()) + "\n"
