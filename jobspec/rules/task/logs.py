"""JOB405: log rotation."""

from __future__ import annotations

from jobspec.go_numbers import int64
from jobspec.models.job_resources import LogConfig
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule, related_to


class InvalidLogs(Rule):
    """Log files that Nomad refuses, or that need more than the group's disk.

    ## What it finds
    `max_files` or `max_file_size` below 1; files that together may take as much as the group's ephemeral disk (300 MB by default)
    or more.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        logs {
          max_files     = 10
          max_file_size = 50
        }

    ## Use instead
        logs {
          max_files     = 5
          max_file_size = 50
        }
    """

    code = "JOB405"
    name = "invalid-logs"
    nomad = True
    scope = "task"

    def check_logs(self, logs: LogConfig, context: Context) -> Findings:
        """structs.LogConfig.Validate."""
        files, size = logs.max_files or 0, logs.max_file_size or 0
        if files < 1:
            yield self.at(
                logs.span_of("max_files"), f"max_files is {files}; expected 1 or more", nomad=f"minimum number of files is 1; got {files}"
            )
        if size < 1:
            yield self.at(
                logs.span_of("max_file_size"),
                f"max_file_size is {size}; expected 1 MB or more",
                nomad=f"minimum file size is 1MB; got {size}",
            )
        disk = context.in_group().ephemeral_disk
        capacity = 0 if disk is None else disk.size or 0
        usage = int64(files * size)
        if disk is not None and capacity <= usage:
            place = logs.span() or disk.span() or context.in_task().span()
            yield self.at(
                place,
                f"{files} log files of {size} MB take {usage} MB, and the group's ephemeral disk has {capacity} MB",
                nomad=f"log storage ({usage} MB) must be less than requested disk capacity ({capacity} MB)",
                related=related_to(disk.span_of("size"), "the disk"),
                help="Raise size in the group's ephemeral_disk, or keep fewer or smaller files.",
            )
