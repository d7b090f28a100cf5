"""JOB601: input variables that nothing uses."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.job_job import Job
from jobspec.rules.context import Context
from jobspec.rules.reference.tree import tree_of
from jobspec.rules.reference.used import unused_names
from jobspec.rules.rule import Findings, Rule


class UnusedVariable(Rule):
    """An input variable that nothing in the file refers to.

    ## What it finds
    A `variable` whose name no expression of the file uses as `var.NAME`.

    ## Why it matters
    Whoever sets the variable expects an effect, and there is none.

    ## Example
        variable "image" {
          default = "web:1"
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
        variable "image" {
          default = "web:1"
        }
        job "web" {
          group "app" {
            task "web" {
              driver = "docker"
              config {
                image = var.image
              }
            }
          }
        }
    """

    code = "JOB601"
    name = "unused-variable"
    severity = Severity.WARNING
    scope = "file"

    def check_job(self, job: Job, context: Context) -> Findings:
        """The declarations against every reference of the file."""
        tree = tree_of(context)
        if tree is None:
            return
        declared = tree.file.variables
        for name in unused_names("var", declared, tree, context):
            yield self.at(declared[name], f'nothing uses the variable "{name}"', help=f"Use it as var.{name}, or remove it.")
