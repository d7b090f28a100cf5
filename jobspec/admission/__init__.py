"""Admission: what a server makes of a job before it schedules it."""

from jobspec.admission.additions import additions
from jobspec.admission.admit import Admission, admission, admit_job
from jobspec.admission.outcome import Server
from jobspec.models.plan import Addition

__all__ = ["Addition", "Admission", "Server", "additions", "admission", "admit_job"]
