"""The check of many files: in this process, in several, or on a cluster, and only of those that changed."""

from jobspec.runs.run import Outcome, RunOptions, Statistics, run_checks

__all__ = ["Outcome", "RunOptions", "Statistics", "run_checks"]
