"""The tasks of an allocation with their environments, as Nomad's client builds them (client/taskenv, client/allocrunner/taskrunner)."""

from jobspec.plan.tasks.plans import task_plans

__all__ = ["task_plans"]
