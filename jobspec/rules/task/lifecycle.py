"""JOB411: lifecycle blocks."""

from __future__ import annotations

from jobspec.models.job_task import TaskLifecycle
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule

HOOKS = ("prestart", "poststart", "poststop")


class InvalidLifecycle(Rule):
    """A lifecycle hook that Nomad does not know.

    ## What it finds
    A `hook` other than `prestart`, `poststart` or `poststop`.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        task "migrate" {
          driver = "raw_exec"
          lifecycle {
            hook = "before"
          }
        }

    ## Use instead
        task "migrate" {
          driver = "raw_exec"
          lifecycle {
            hook = "prestart"
          }
        }
    """

    code = "JOB411"
    name = "invalid-lifecycle"
    nomad = True

    def check_lifecycle(self, lifecycle: TaskLifecycle, context: Context) -> Findings:
        """structs.TaskLifecycleConfig.Validate."""
        hook = lifecycle.hook
        if not hook:
            yield self.at(
                lifecycle.span_of("hook"),
                "the lifecycle block has no hook; expected prestart, poststart or poststop",
                nomad="Lifecycle validation failed: no lifecycle hook provided",
            )
        elif hook not in HOOKS:
            yield self.at(
                lifecycle.span_of("hook"),
                f'hook is "{hook}"; expected prestart, poststart or poststop',
                nomad=f"Lifecycle validation failed: invalid hook: {hook}",
                slip=(hook, HOOKS),
            )
