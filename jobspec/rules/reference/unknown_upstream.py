"""ENV102: variables of upstreams that no sidecar has."""

from __future__ import annotations

from jobspec.models.job_group import TaskGroup
from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.reference.environment import UPSTREAM, own_names, split, upstream_names
from jobspec.rules.reference.found import OUTCOMES, nomad_references, weighed
from jobspec.rules.rule import Findings, Rule
from jobspec.rules.suggest import did_you_mean, renaming


class UnknownUpstreamVariable(Rule):
    """A reference to the variable of an upstream that the group does not have.

    ## What it finds
    `NOMAD_UPSTREAM_ADDR_x`, `NOMAD_UPSTREAM_IP_x`, `NOMAD_UPSTREAM_PORT_x` where no sidecar of the group's services has an upstream whose
    `destination_name` is `x`, as written or with everything but letters, digits, `_` and `.` as `_`.

    ## Why it matters
    Nomad accepts the job. In a driver's `config` the task then fails to start (an error); elsewhere the text stays as it is, and in
    templates and scripts the variable is empty (a warning).

    ## Example
        network {
          mode = "bridge"
        }
        service {
          name = "web"
          port = "8080"
          connect {
            sidecar_service {
              proxy {
                upstreams {
                  destination_name = "count-api"
                  local_bind_port  = 9001
                }
              }
            }
          }
        }
        task "web" {
          driver = "raw_exec"
          env {
            API = "http://${NOMAD_UPSTREAM_ADDR_api}"
          }
        }

    ## Use instead
        network {
          mode = "bridge"
        }
        service {
          name = "web"
          port = "8080"
          connect {
            sidecar_service {
              proxy {
                upstreams {
                  destination_name = "count-api"
                  local_bind_port  = 9001
                }
              }
            }
          }
        }
        task "web" {
          driver = "raw_exec"
          env {
            API = "http://${NOMAD_UPSTREAM_ADDR_count_api}"
          }
        }
    """

    code = "ENV102"
    name = "unknown-upstream-variable"

    def check_group(self, group: TaskGroup, context: Context) -> Findings:
        """client/taskenv/env.go buildUpstreamsEnv."""
        yield from self._references(group, None, context)

    def check_task(self, task: Task, context: Context) -> Findings:
        """The same for a task: upstreams are the group's."""
        yield from self._references(context.in_group(), task, context)

    def _references(self, group: TaskGroup, task: Task | None, context: Context) -> Findings:
        for reference in nomad_references(group if task is None else task, context):
            parts = split(reference.name, UPSTREAM)
            if parts is None:
                continue
            known = upstream_names(group)
            if known is None or parts[1] in known or reference.name in (own_names(task, context) or ()):
                continue
            names = [parts[0] + name for name in sorted(known)]
            span = reference.span
            finding = self.at(
                span,
                f'no sidecar of group "{group.name}" has the upstream of {reference.name}: {OUTCOMES[reference.form]}',
                help=did_you_mean(reference.name, names, parts[0]) or "Declare it in upstreams of the sidecar's proxy.",
                fix=renaming(span, reference.name, names, parts[0]),
            )
            yield weighed(finding, reference)
