"""Admission: what a server makes of a job before it schedules it."""

from jobspec.admission.additions import Addition, additions
from jobspec.admission.admit import Admission, admission, admit_job
from jobspec.admission.outcome import Server

__all__ = ["Addition", "Admission", "Server", "additions", "admission", "admit_job"]
