"""Checks what a built wheel holds: the package with its schemas, and nothing else from the checkout."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path


def main() -> int:
    (wheel,) = Path(sys.argv[1]).glob("nomad_jobspec-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    wanted = ["jobspec/__init__.py", "jobspec/cli/__init__.py", "jobspec/py.typed"]
    wanted += [f"jobspec/schemas/{path.relative_to('schemas').as_posix()}" for path in Path("schemas").rglob("*.json")]
    missing = [name for name in wanted if name not in names]
    foreign = [name for name in names if not name.startswith(("jobspec/", "nomad_jobspec-"))]
    for name in missing:
        print(f"missing from {wheel.name}: {name}")
    for name in foreign:
        print(f"does not belong in {wheel.name}: {name}")
    print(f"{wheel.name}: {len(names)} files")
    return int(bool(missing or foreign))


if __name__ == "__main__":
    sys.exit(main())
