"""What cannot be planned because it makes no sense."""

from __future__ import annotations


class PlanError(ValueError):
    """A request that no plan can answer: a port outside of the range, an allocation of another job, a node without addresses.

    The text says what was asked and what would have been possible. The command line turns it into exit code 2.
    """
