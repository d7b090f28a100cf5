"""AGT203: blocks without their label."""

from __future__ import annotations

from jobspec.decode.agent.file import AgentFile
from jobspec.diagnostics import Span
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings


class BlockWithoutLabel(AgentRule):
    """A block without the label that names it.

    ## What it finds
    `host_network { … }`, `host_volume { … }`, `plugin { … }` and their like without a label.

    ## Why it matters
    Nomad takes each setting in it for a block of its own, named after the setting: a host network named `cidr`.

    ## Example
        client {
          host_network {
            cidr = "203.0.113.0/24"
          }
        }

    ## Use instead
        client {
          host_network "public" {
            cidr = "203.0.113.0/24"
          }
        }
    """

    code = "AGT203"
    name = "block-without-label"

    def check_file(self, file: AgentFile) -> Findings:
        for note in file.notes.unlabelled:
            kind = note.key.label()
            made = ", ".join(f'"{name}"' for name in note.inner)
            taken = f"takes it for {kind} {made}" if made else "passes over it"
            yield self.at(Span(file.source, note.key.start, note.key.end), f"this {kind} has no label: Nomad {taken}",
                          help=f'write {kind} "NAME" {{ … }}')
