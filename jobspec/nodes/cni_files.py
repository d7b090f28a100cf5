"""Which files hold CNI networks."""

from __future__ import annotations


def is_cni_file(name: str, content: bytes) -> bool:
    """Whether a file holds a CNI network: `*.conflist` by name, `*.conf` and `*.json` by the `cniVersion` and `name` of a JSON object."""
    if name.endswith(".conflist"):
        return True
    if not name.endswith((".conf", ".json")) or not content.lstrip().startswith(b"{"):
        return False
    return b'"cniVersion"' in content and b'"name"' in content
