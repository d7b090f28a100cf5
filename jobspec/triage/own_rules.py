"""The rules about this tool's own comments. They look at comments, not at a job, so they have no hooks."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.rules.rule import Rule


class UnusedSuppression(Rule):
    """A comment that ignores findings which are not there.

    ## What it finds
    `# jobspec: ignore[CODE]` where nothing with that code is found. Codes that a run does not look for, such as those about nodes
    when no node is given, are let be.

    ## Why it matters
    What was ignored is mended or has moved away. The comment would hide the next finding of the same kind.

    ## Example
        job "web" { # jobspec: ignore[NET103] the mode is set by the template
          group "app" {
            task "web" {
              driver = "raw_exec"
            }
          }
        }

    ## Use instead
        job "web" {
          group "app" {
            task "web" {
              driver = "raw_exec"
            }
          }
        }
    """

    __slots__ = ()

    code = "JOB901"
    name = "unused-suppression"
    severity = Severity.WARNING
    scope = "file"


class InvalidSuppression(Rule):
    """A comment to this tool that cannot be understood.

    ## What it finds
    Comments that begin with `jobspec:` and are not `ignore[CODE, …] reason` or `ignore-file[CODE, …] reason`.

    ## Why it matters
    What the comment should hide is still reported, or it hides less than its author thought.

    ## Example
        job "web" { # jobspec: ignore NET103
          group "app" {
            task "web" {
              driver = "raw_exec"
            }
          }
        }

    ## Use instead
        job "web" {
          group "app" {
            network {
              mode = "brigde" # jobspec: ignore[NET103] an example
            }
            task "web" {
              driver = "raw_exec"
            }
          }
        }
    """

    __slots__ = ()

    code = "JOB902"
    name = "invalid-suppression"
    severity = Severity.WARNING
    scope = "file"


UNUSED = UnusedSuppression()
INVALID = InvalidSuppression()

#: The rules of this module.
SUPPRESSION_RULES: tuple[Rule, ...] = (UNUSED, INVALID)
