"""Drivers that a node's configuration leaves out."""

from __future__ import annotations

import jobspec
from jobspec.models.node import Node, NodeDevice

JOB = """
job "a" {
  group "g" {
    task "t" {
      driver = "raw_exec"
      config { command = "/bin/true" }
    }
  }
}
"""


def reasons(node: Node) -> list[str]:
    job = jobspec.parse_job(JOB).value
    assert job is not None
    plan = jobspec.plan_json(jobspec.plan_job(job, [node]))
    return [reason["message"] for refused in plan["refused"] for reason in refused["reasons"]]


def test_a_driver_that_the_configuration_leaves_out_is_a_reason_against_the_node() -> None:
    node = Node(name="n", devices=(NodeDevice("host"),), missing_drivers={"raw_exec": "it is not switched on"})
    assert reasons(node) == [
        'task "t" needs the driver "raw_exec", which the node\'s configuration leaves out: it is not switched on']


def test_a_driver_that_nothing_is_known_of_is_assumed_to_be_there() -> None:
    assert reasons(Node(name="n", devices=(NodeDevice("host"),), missing_drivers={"docker": "the denylist names it"})) == []
