"""Whether a pattern compiles as Nomad compiles it, under the name by which rules know it; see jobspec.go_regexp."""

from jobspec.go_regexp import regexp_problem

__all__ = ["regexp_problem"]
