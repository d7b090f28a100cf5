"""Paths inside an allocation."""

from __future__ import annotations

import posixpath


def escapes_allocation(prefix: str, path: str) -> bool:
    """Whether `path`, taken from `prefix` inside an allocation's folder, lies outside of that folder.

    helper/escapingfs PathEscapesAllocViaRelative: an absolute path is below the prefix, too; a first name that merely starts with two
    dots counts as outside.
    """
    if ".." not in path:
        return False
    whole = posixpath.normpath(f"/alloc-dir/alloc-id/{prefix}/{path}")
    return posixpath.relpath(whole, "/alloc-dir/alloc-id").startswith("..")


def is_below(parent: str, path: str) -> bool:
    """helper.IsSubdirectory: whether `path` is `parent` or below it; false where one is absolute and the other is not."""
    if parent.startswith("/") != path.startswith("/"):
        return False
    parent, path = posixpath.normpath(parent), posixpath.normpath(path)
    if parent == "." and not path.startswith(".."):
        return True
    return not posixpath.relpath("/" + path.lstrip("/"), "/" + parent.lstrip("/")).startswith("..")
