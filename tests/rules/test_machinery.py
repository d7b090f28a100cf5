"""How rules are called, and what becomes of one that fails."""

from __future__ import annotations

import jobspec
from jobspec.diagnostics import Severity
from jobspec.models.canonical import canonical_job
from jobspec.models.job_job import Job
from jobspec.models.job_network import NetworkResource
from jobspec.models.job_resources import Resources
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule
from jobspec.rules.visit import Visitor

TEXT = """
job "example" {
  group "app" {
    network {}
    service {
      name = "${TASKGROUP}-${BASE}"
      check {
        type = "script"
      }
    }
    task "web" {
      driver = "docker"
      resources {
        network {}
      }
    }
  }
}
"""


def _job() -> Job:
    job = jobspec.parse_job(TEXT, "example.nomad").value
    assert job is not None
    return job


class Crashing(Rule):
    """A rule that fails."""

    code = "XXX001"
    name = "crashing"

    def check_resources(self, resources: Resources, context: Context) -> Findings:
        yield self.at(resources.span(), "found before the failure")
        raise KeyError("port")


class Placed(Rule):
    """A rule that says where it is called."""

    code = "XXX002"
    name = "placed"
    severity = Severity.INFO

    def check_network(self, network: NetworkResource, context: Context) -> Findings:
        task = None if context.task is None else context.task.name
        yield self.at(network.span(), f"{context.in_group().name} {task} {context.index}")


def test_a_rule_that_fails_becomes_a_diagnostic_and_the_others_go_on() -> None:
    found = Visitor((Crashing(), Placed())).visit(_job(), canonical_job(_job()))
    assert [d.code for d in found] == ["XXX002", "XXX001", "JOB000", "XXX002"]
    crash = found[2]
    assert "XXX001" in crash.message and "crashing" in crash.message and "KeyError" in crash.message
    assert not crash.nomad and crash.line == 13


def test_context_names_the_parents_of_a_model() -> None:
    found = Visitor((Placed(),)).visit(_job(), canonical_job(_job()))
    assert [(d.message, d.line) for d in found] == [("app None 0", 4), ("app web 0", 14)]


def test_context_fills_in_names_as_nomad_does() -> None:
    job = canonical_job(_job())
    context = Context(job, job)
    context.group = (job.task_groups or ())[0]
    service = (context.group.services or ())[0]
    context.service = service
    assert context.service_name(service, None) == "app-example-app-group"
    assert context.check_name((service.checks or ())[0]) == 'service: "app-example-app-group" check'


def test_no_rule_overrides_a_method_that_is_no_hook() -> None:
    from jobspec.rules import ADMISSION_RULES, RULES
    from jobspec.rules.rule import HOOKS

    for rule in (*RULES, *ADMISSION_RULES):
        assert {name for name in vars(type(rule)) if name.startswith("check_")} <= set(HOOKS), rule.code
