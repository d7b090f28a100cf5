"""Models back into text: a job as a job file, written with python-hcl2."""

from jobspec.writing.job import Unwritten, WrittenJob, job_hcl, write_job

__all__ = ["Unwritten", "WrittenJob", "job_hcl", "write_job"]
