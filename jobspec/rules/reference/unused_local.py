"""JOB602: locals that nothing uses."""

from __future__ import annotations

from jobspec.diagnostics import Severity, Span
from jobspec.models.job_job import Job
from jobspec.rules.context import Context
from jobspec.rules.reference.tree import tree_of
from jobspec.rules.reference.used import unused_names
from jobspec.rules.rule import Findings, Rule


class UnusedLocal(Rule):
    """A local that nothing in the file refers to.

    ## What it finds
    An attribute of a `locals` block whose name no expression of the file uses as `local.NAME`.

    ## Why it matters
    The value has no effect; often its name is misspelled in one of the two places.

    ## Example
        locals {
          image = "web:1"
        }
        job "web" {
          group "app" {
            task "web" {
              driver = "docker"
              config {
                image = "web:2"
              }
            }
          }
        }

    ## Use instead
        locals {
          image = "web:1"
        }
        job "web" {
          group "app" {
            task "web" {
              driver = "docker"
              config {
                image = local.image
              }
            }
          }
        }
    """

    code = "JOB602"
    name = "unused-local"
    severity = Severity.WARNING
    scope = "file"

    def check_job(self, job: Job, context: Context) -> Findings:
        """The declarations against every reference of the file."""
        tree = tree_of(context)
        if tree is None:
            return
        declared = tree.file.locals
        for name in unused_names("local", declared, tree, context):
            place = Span(tree.file.source, declared[name].start, declared[name].name_end)
            yield self.at(place, f'nothing uses the local "{name}"', help=f"Use it as local.{name}, or remove it.")
