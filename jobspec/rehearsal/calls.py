"""Running programs: `ip` and `iptables`, and CNI plugins with the environment and standard input of the plan."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from typing import Any

import msgspec

from jobspec.models.plan import CniCall
from jobspec.rehearsal.kernel import die_with
from jobspec.rehearsal.requirements import program_path

#: Seconds that a program may take. Plugins wait for locks and for addresses to settle.
PATIENCE = 30.0


class CommandFailed(Exception):
    """A program that a rehearsal stands on failed; the text holds the command and what it said."""


def run(*command: str) -> str:
    """The standard output of a program. Raises CommandFailed."""
    path = program_path(command[0]) or command[0]
    done = _run([path, *command[1:]], b"", None)
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}"
        raise CommandFailed(f"{' '.join(command)}: {said}")
    return done.stdout.decode("utf-8", "replace")


def call_plugin(call: CniCall, path: str, cni_path: str, previous: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The result of one call, None where the plugin prints none (DEL). Raises CommandFailed with the plugin's own words.

    `previous` takes the place of the plan's prevResult, where the plan has one; `cni_path` that of CNI_PATH, for plugins that call others.
    """
    stdin = dict(call.stdin)
    if previous is not None and "prevResult" in stdin:
        stdin["prevResult"] = previous
    environment = {**os.environ, **call.env, "CNI_PATH": cni_path}
    done = _run([path], msgspec.json.encode(stdin), environment)
    said = done.stdout.decode("utf-8", "replace").strip()
    try:
        answer = msgspec.json.decode(said) if said else None
    except msgspec.DecodeError:
        raise CommandFailed(f"{call.plugin} answered what is not JSON: {said[:200]}") from None
    if done.returncode != 0:
        error = answer if isinstance(answer, dict) else {}
        words = [str(error[key]) for key in ("msg", "details") if error.get(key)]
        told = ": ".join(words) or done.stderr.decode("utf-8", "replace").strip() or said or f"exit code {done.returncode}"
        raise CommandFailed(told)
    return answer if isinstance(answer, dict) else None


def _run(command: list[str], stdin: bytes, environment: Mapping[str, str] | None) -> subprocess.CompletedProcess[bytes]:
    parent = os.getpid()
    try:
        return subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            env=environment,
            timeout=PATIENCE,
            check=False,
            preexec_fn=lambda: die_with(parent),
        )
    except subprocess.TimeoutExpired:
        raise CommandFailed(f"{command[0]} did not end within {PATIENCE:.0f} s") from None
    except OSError as error:
        raise CommandFailed(f"{command[0]}: {error.strerror}") from None
