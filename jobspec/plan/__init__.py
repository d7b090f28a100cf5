"""Plans: what would run where, or every reason why not.

`plan_job` admits a job, places its allocations as Nomad's scheduler would (`scheduler`, `feasible`, `capacity`), and builds the network
(`network`), the tasks (`tasks`) and the registrations (`services`) of each. `verdicts` gives every node's reasons.
"""

from jobspec.plan.as_json import plan_json
from jobspec.plan.assemble import plan_job
from jobspec.plan.errors import PlanError

__all__ = ["PlanError", "plan_job", "plan_json"]
