"""Which files hold CNI networks."""

from __future__ import annotations


def is_cni_file(name: str, content: bytes) -> bool:
    """Whether a file holds a CNI network: `*.conflist` by name, `*.conf` and `*.json` by the keys of a JSON object.

    `cniVersion` and `name` say it. Files without a version are old, and plugins, with a `type` and mostly an `ipam`.
    """
    if name.endswith(".conflist"):
        return True
    if not name.endswith((".conf", ".json")) or not content.lstrip().startswith(b"{"):
        return False
    if b'"name"' not in content:
        return False
    return b'"cniVersion"' in content or (name.endswith(".conf") and b'"type"' in content)
