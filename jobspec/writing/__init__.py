"""Models back into text: a job as a job file, written with python-hcl2."""

from jobspec.writing.job import TooDeep, Unwritten, WrittenJob, job_hcl, write_job

__all__ = ["TooDeep", "Unwritten", "WrittenJob", "job_hcl", "write_job"]
