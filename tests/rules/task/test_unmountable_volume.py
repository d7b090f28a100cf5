"""Volumes in tasks whose driver mounts none."""

from __future__ import annotations

import pytest

import jobspec


@pytest.mark.parametrize(
    ("driver", "kind", "mounted", "codes"),
    [
        ("raw_exec", "host", "data", ["JOB420"]),
        ("java", "csi", "data", ["JOB420"]),
        ("exec2", "host", "data", ["JOB420"]),
        ("exec", "host", "data", []),
        ("docker", "csi", "data", []),
        ("own", "host", "data", []),
        ("raw_exec", "host", "other", ["JOB413"]),
    ],
)
def test_a_driver_that_mounts_no_volumes(driver: str, kind: str, mounted: str, codes: list[str]) -> None:
    modes = 'access_mode = "single-node-writer"\nattachment_mode = "file-system"' if kind == "csi" else ""
    volume = f'volume "data" {{\ntype = "{kind}"\nsource = "d"\n{modes}\n}}'
    task = f'task "t" {{\ndriver = "{driver}"\nvolume_mount {{\nvolume = "{mounted}"\ndestination = "/d"\n}}\n}}'
    job = jobspec.parse_job(f'job "a" {{\ngroup "g" {{\n{volume}\n{task}\n}}\n}}\n').value
    assert job is not None
    assert [found.code for found in jobspec.validate_job(job) if found.code.startswith("JOB4")] == codes
