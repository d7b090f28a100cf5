"""Caches do not grow with what is read: a server that checks files for months keeps its size."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "jobspec"

#: Functions whose arguments are values of this program, of which there are a few.
OWN_VALUES = {
    "nodes/cni_options.py:_schema", "nodes/cni_options.py:_validator", "go_version.py:_pattern", "rules/cron.py:_patterns",
}


def unbounded() -> set[str]:
    """Functions with arguments whose results are kept without end."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.FunctionDef) and (node.args.args or node.args.kwonlyargs):
                decorators = {ast.unparse(decorator) for decorator in node.decorator_list}
                if decorators & {"cache", "functools.cache", "lru_cache(None)", "lru_cache(maxsize=None)"}:
                    found.add(f"{path.relative_to(PACKAGE)}:{node.name}")
    return found


def test_only_caches_of_own_values_are_unbounded() -> None:
    assert unbounded() == OWN_VALUES
