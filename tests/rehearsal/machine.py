"""A machine for one command: run in fresh network and mount namespaces. Reads a request, prints what was there before and after.

It lists the links, named namespaces, packet filter rules and files (leases, journals) of the machine, and the processes on it and in
rehearsals that it holds.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

FOLDERS = ("/run", "/var/lib")

#: Stands in the environment of the command and of what it starts, so that rehearsals beside this one are told apart.
MARK = f"JOBSPEC_TEST_MACHINE={os.getpid()}."


def snapshot() -> dict[str, Any]:
    links = json.loads(subprocess.run(["ip", "-json", "link"], capture_output=True, check=True).stdout)
    rules = [
        line
        for command in ("iptables-save", "ip6tables-save")
        for line in subprocess.run([command], capture_output=True, text=True, check=True).stdout.splitlines()
        if line.startswith(("-", "*")) or (line.startswith(":") and " - " in line)
    ]
    named = Path("/run/netns")
    return {
        "links": sorted(link["ifname"] for link in links),
        "namespaces": sorted(path.name for path in named.iterdir()) if named.exists() else [],
        "rules": rules,
        "files": sorted(str(path) for folder in FOLDERS for path in Path(folder).rglob("*")),
        "processes": descendants(),
    }


def descendants() -> list[str]:
    """The commands of processes in this mount namespace, and those of this machine's rehearsals in one below; this process is left out."""
    mine = mounts_of("self")
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                command = (entry / "cmdline").read_text().replace("\0", " ")
                below = "rehearse" in command and MARK.encode() in (entry / "environ").read_bytes()
                ours = below or mounts_of(entry.name) == mine
            except OSError:  # it has ended
                continue
            if ours:
                found.append(command)
    return sorted(found)


def mounts_of(process: object) -> str:
    return str(Path(f"/proc/{process}/ns/mnt").readlink())


def main() -> None:
    request = json.loads(sys.stdin.read())
    for folder in FOLDERS:
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], check=True)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    subprocess.run(["iptables", "-w", "-A", "INPUT", "-s", "198.51.100.7", "-j", "DROP"], check=True)
    before = snapshot()
    name, _, value = MARK.partition("=")
    environment = {**os.environ, **request["environment"], name: value}
    pipe = subprocess.PIPE
    process = subprocess.Popen(request["command"], stdout=pipe, stderr=pipe, text=True, env=environment)
    if request["when"]:
        until = time.monotonic() + 60
        while not Path(request["when"]).exists() and process.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(getattr(signal, request["signal"]))
    out, err = process.communicate()
    until = time.monotonic() + 30  # a killed process takes its time to go
    while (after := snapshot())["processes"] != before["processes"] and time.monotonic() < until:
        time.sleep(0.05)
    answer = {"code": process.returncode, "out": out, "err": err, "before": before, "after": after}
    if request["afterwards"]:
        subprocess.run(request["afterwards"], env=environment, capture_output=True, check=True)
        answer["swept"] = snapshot()
    print(json.dumps(answer))


main()
