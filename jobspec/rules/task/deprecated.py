"""JOB418: task attributes that are deprecated."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.models.job_resources import Resources
from jobspec.models.job_template import Template
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule


class DeprecatedTaskAttribute(Rule):
    """Attributes of a task that Nomad warns of because they do nothing.

    ## What it finds
    `iops` in resources; `vault_grace` in a template.

    ## Why it matters
    They have no effect, and may be refused in a future release.

    ## Example
        resources {
          iops = 100
        }

    ## Use instead
        resources {
          cpu = 100
        }
    """

    code = "JOB418"
    name = "deprecated-task-attribute"
    severity = Severity.WARNING
    nomad = True
    scope = "task"

    def check_resources(self, resources: Resources, context: Context) -> Findings:
        """structs.Task.Warnings."""
        if resources.iops:
            yield self.at(
                resources.span_of_name("iops"),
                "iops has no effect",
                help="Remove it.",
                nomad="IOPS has been deprecated as of Nomad 0.9.0. Please remove IOPS from resource block.",
            )

    def check_template(self, template: Template, context: Context) -> Findings:
        """structs.Template.Warnings."""
        if template.vault_grace:
            yield self.at(
                template.span_of_name("vault_grace"),
                "vault_grace has no effect",
                help="Remove it.",
                nomad=f"Template[{context.index}] VaultGrace has been deprecated as of Nomad 0.11 and ignored since Vault 0.5. "
                "Please remove VaultGrace / vault_grace from template block.",
            )
