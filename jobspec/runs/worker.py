"""What runs in a worker: the check of a batch of files, whose bytes come with it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from jobspec.check import Settings, check_file
from jobspec.runs.codec import encode


class NoSuchFolder(Exception):
    """The worker does not see the folder from which the run was started, so paths in job files would mean something else there."""


class Task(msgspec.Struct, frozen=True):
    """A file to check: its name, its bytes, and how it is read."""

    name: str
    data: bytes
    settings: Settings


def check_batch(tasks: Sequence[Task], folder: str) -> list[bytes]:
    """The findings of each file, as `codec.encode` writes them. `folder` is where relative paths start. Raises NoSuchFolder."""
    if Path.cwd() != Path(folder):
        try:
            os.chdir(folder)
        except OSError as error:
            raise NoSuchFolder(f"{folder}: {error.strerror}") from None
    return [encode(check_file(task.data, task.name, task.settings)) for task in tasks]


def prepare() -> None:
    """Check a job once, so that everything that a check imports is there before processes are forked."""
    encode(check_file(_EVERYTHING, "job.nomad", Settings()))


_EVERYTHING = b"""\
job "j" {
  group "g" {
    network { mode = "brigde" }
    task "t" {
      driver = "docker"
      config {
        image = upper("web")
        prots = []
      }
    }
  }
}
"""
