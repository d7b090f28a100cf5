"""How a server schedules and searches: `default_scheduler_config`, `plan_rejection_tracker`, `search`."""

from typing import Annotated, ClassVar

from jobspec.models import fields as hcl
from jobspec.models.base import Model


class PreemptionConfig(Model, frozen=True, kw_only=True, eq=False):
    """Which jobs may push others of lower priority aside: `preemption_config { … }`."""

    system_scheduler_enabled: Annotated[bool, hcl.attribute(
        "system_scheduler_enabled", "SystemSchedulerEnabled", "bool", "System jobs may.")] = False
    sysbatch_scheduler_enabled: Annotated[bool, hcl.attribute(
        "sysbatch_scheduler_enabled", "SysBatchSchedulerEnabled", "bool", "System batch jobs may.")] = False
    batch_scheduler_enabled: Annotated[bool, hcl.attribute(
        "batch_scheduler_enabled", "BatchSchedulerEnabled", "bool", "Batch jobs may.")] = False
    service_scheduler_enabled: Annotated[bool, hcl.attribute(
        "service_scheduler_enabled", "ServiceSchedulerEnabled", "bool", "Services may.")] = False


class SchedulerConfiguration(Model, frozen=True, kw_only=True, eq=False):
    """How the scheduler of a new cluster works: `default_scheduler_config { … }`."""

    scheduler_algorithm: Annotated[str, hcl.attribute(
        "scheduler_algorithm", "SchedulerAlgorithm", "string", "binpack (default) or spread.")] = ""
    preemption_config: Annotated[PreemptionConfig, hcl.block(
        "preemption_config", "PreemptionConfig", "PreemptionConfig", "Which jobs may push others aside.")] = PreemptionConfig()
    memory_oversubscription_enabled: Annotated[bool, hcl.attribute(
        "memory_oversubscription_enabled", "MemoryOversubscriptionEnabled", "bool", "Lets tasks use memory_max.")] = False
    reject_job_registration: Annotated[bool, hcl.attribute(
        "reject_job_registration", "RejectJobRegistration", "bool", "Takes jobs from managers only.")] = False
    pause_eval_broker: Annotated[bool, hcl.attribute("pause_eval_broker", "PauseEvalBroker", "bool", "Schedules nothing.")] = False
    node_limit_for_feasibility_checks: Annotated[int, hcl.attribute(
        "node_limit_for_feasibility_checks", "NodeLimitForFeasibilityChecks", "uint",
        "Nodes that are looked at for one allocation. HCL 1 cannot read it: a file that sets it is refused.")] = 0
    create_index: Annotated[int, hcl.untagged("CreateIndex", "uint64", "Nomad's own.")] = 0
    modify_index: Annotated[int, hcl.untagged("ModifyIndex", "uint64", "Nomad's own.")] = 0


class PlanRejectionTracker(Model, frozen=True, kw_only=True, eq=False):
    """Finds nodes that refuse what fits: `plan_rejection_tracker { … }`."""

    refuses_unknown: ClassVar[bool] = True

    enabled: Annotated[bool | None, hcl.attribute("enabled", "Enabled", "bool", "Takes such nodes out of use; default false.")] = None
    node_threshold: Annotated[int, hcl.attribute(
        "node_threshold", "NodeThreshold", "int", "How many refusals are too many; default 100.")] = 0
    node_window: Annotated[int, hcl.interval(
        "node_window", "NodeWindow", "In which time; default 5m.", go_name="NodeWindow")] = 0


class Search(Model, frozen=True, kw_only=True, eq=False):
    """Limits of searches: `search { … }`."""

    fuzzy_enabled: Annotated[bool, hcl.attribute("fuzzy_enabled", "FuzzyEnabled", "bool", "Offers fuzzy search; default true.")] = False
    limit_query: Annotated[int, hcl.attribute("limit_query", "LimitQuery", "int", "Objects that are searched; default 20.")] = 0
    limit_results: Annotated[int, hcl.attribute("limit_results", "LimitResults", "int", "Results that are given; default 100.")] = 0
    min_term_length: Annotated[int, hcl.attribute("min_term_length", "MinTermLength", "int", "Shortest text to search; default 2.")] = 0
