"""Mending files: the edits that findings bring, applied only where they do what they say."""

from jobspec.fixes.engine import Fixed, Mended, NotMended, fix_file
from jobspec.fixes.writing import Changed, replace_file

__all__ = ["Changed", "Fixed", "Mended", "NotMended", "fix_file", "replace_file"]
