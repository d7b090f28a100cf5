"""AGT204: settings that are made twice."""

from __future__ import annotations

from jobspec.decode.agent.file import AgentFile
from jobspec.diagnostics import Related, Severity, Span
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings


class RepeatedSetting(AgentRule):
    """A setting that is made twice in one file.

    ## What it finds
    The same name with a value several times within a block that Nomad does not look through, such as `host_network` or `limits`.

    ## Why it matters
    Of texts, numbers and switches only the last counts; lists are put together. In most blocks Nomad refuses it.

    ## Example
        limits {
          https_handshake_timeout = "5s"
          https_handshake_timeout = "10s"
        }

    ## Use instead
        limits {
          https_handshake_timeout = "10s"
        }
    """

    code = "AGT204"
    name = "repeated-setting"
    severity = Severity.WARNING

    def check_file(self, file: AgentFile) -> Findings:
        for note in file.notes.repeated:
            if note.is_block or len(note.keys) < 2:
                continue
            first, last = note.keys[0], note.keys[-1]
            yield self.at(Span(file.source, last.start, last.end), f'"{last.label()}" is set a second time',
                          related=(Related(Span(file.source, first.start, first.end), "first set here"),))
