"""Values as Go writes them, under the name by which rules know them; the words are made in jobspec.go_text."""

from jobspec.go_text import duration, items, quote

__all__ = ["duration", "items", "quote"]
