"""JOB502: what only Nomad Enterprise takes."""

from __future__ import annotations

from jobspec.go_text import quote
from jobspec.models.job_group import TaskGroup
from jobspec.models.job_job import Job
from jobspec.models.job_service import Service
from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule


class EnterpriseFeature(Rule):
    """A feature that a server of the community edition refuses.

    ## What it finds
    A `numa` affinity other than `none`; a `schedule`; Consul and Vault clusters other than `default`; Vault namespaces; a
    task's Consul partition that differs from its group's.

    ## Why it matters
    `nomad job validate` without a server accepts the job; the server refuses it.

    ## Example
        vault {
          cluster = "second"
        }

    ## Use instead
        vault {
          role = "app"
        }
    """

    code = "JOB502"
    name = "enterprise-feature"
    nomad = True
    scope = "task"

    def check_job(self, job: Job, context: Context) -> Findings:
        """job_endpoint_hook_vault.go, job_endpoint_hook_vault_ce.go: any namespace counts as several; other clusters come first."""
        vaults = [
            (task.vault, task.vault.namespace or job.vault_namespace)
            for group in job.task_groups or ()
            for task in group.tasks or ()
            if task.vault is not None
        ]
        others = [vault for vault, _ in vaults if vault.cluster not in ("", "default")]
        if others:
            yield self.at(
                others[0].span_of("cluster"),
                f'the Vault cluster is "{others[0].cluster}"; expected "default" in the community edition',
                nomad=f"Vault {quote(others[0].cluster)} not enabled but used in the job",
            )
            return
        named = {namespace: vault for vault, namespace in reversed(vaults) if namespace}
        if named:
            names = sorted(named)
            yield self.at(
                named[names[0]].span_of("namespace"),
                f'a vault block names the namespace "{names[0]}"; expected none in the community edition',
                nomad=f"multiple Vault namespaces requires Nomad Enterprise, Namespaces: {', '.join(names)}",
            )

    def check_group(self, group: TaskGroup, context: Context) -> Findings:
        """job_endpoint_hook_consul_ce.go."""
        if group.consul is not None and group.consul.cluster not in ("", "default"):
            yield self.at(
                group.consul.span_of("cluster"),
                f'the Consul cluster is "{group.consul.cluster}"; expected "default" in the community edition',
                nomad="non-default Consul cluster requires Nomad Enterprise",
            )

    def check_service(self, service: Service, context: Context) -> Findings:
        """job_endpoint_hook_consul_ce.go."""
        if (service.provider or "consul") == "consul" and service.cluster not in ("", "default"):
            yield self.at(
                service.span_of("cluster"),
                f'the Consul cluster is "{service.cluster}"; expected "default" in the community edition',
                nomad="non-default Consul cluster requires Nomad Enterprise",
            )

    def check_task(self, task: Task, context: Context) -> Findings:
        """job_endpoint_hook_consul.go, _consul_ce.go, _numa_ce.go, _sched_ce.go; job_endpoint_hooks.go validateVaultIdentity."""
        cluster = "" if task.vault is None else task.vault.cluster
        if cluster not in ("", "default") and all(identity.name != f"vault_{cluster}" for identity in task.identities or ()):
            yield self.at(
                None if task.vault is None else task.vault.span_of("cluster"),
                f'the task uses the Vault cluster "{cluster}" and has no identity named "vault_{cluster}"',
                nomad=f"Task {task.name} uses Vault cluster {cluster} but does not have an identity named vault_{cluster} and no default "
                "identity is provided in agent configuration",
            )
        consul, of_group = task.consul, context.in_group().consul
        if consul is not None:
            partition = "" if of_group is None else of_group.partition
            if consul.partition and partition and consul.partition != partition:
                yield self.at(
                    consul.span_of("partition"),
                    f'the task\'s partition is "{consul.partition}", and the group\'s is "{partition}"',
                    nomad=f"task.consul.partition {quote(consul.partition)} must match group.consul.partition "
                    f"{quote(partition)} if both are set",
                )
            if consul.cluster not in ("", "default"):
                yield self.at(
                    consul.span_of("cluster"),
                    f'the Consul cluster is "{consul.cluster}"; expected "default" in the community edition',
                    nomad="non-default Consul cluster requires Nomad Enterprise",
                )
        numa = task.resources.numa if task.resources is not None else None
        if numa is not None and numa.affinity not in ("", "none"):
            yield self.at(
                numa.span_of("affinity"),
                f'numa affinity is "{numa.affinity}"; the community edition takes "none" only',
                nomad="numa scheduling requires Nomad Enterprise",
            )
        if task.schedule is not None and task.schedule.cron is not None:
            yield self.at(
                task.schedule.span(),
                "the task has a schedule, which needs Nomad Enterprise",
                nomad="task schedules requires Nomad Enterprise",
            )
