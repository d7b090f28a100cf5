"""AGT202: keys that nobody reads."""

from __future__ import annotations

from jobspec.decode.agent.file import AgentFile
from jobspec.decode.agent.notes import Unknown
from jobspec.diagnostics import Severity, Span
from jobspec.models.agent_client import ClientConfig
from jobspec.models.agent_clusters import ConsulConfig, VaultConfig
from jobspec.models.agent_config import AgentConfig
from jobspec.models.agent_operations import PluginConfig
from jobspec.models.agent_server import ServerConfig
from jobspec.models.agent_telemetry import Telemetry
from jobspec.models.fields import fields_of
from jobspec.rules.agent.rule import AgentRule
from jobspec.rules.rule import Findings
from jobspec.rules.suggest import did_you_mean


class IgnoredKey(AgentRule):
    """A setting that Nomad does not know and ignores.

    ## What it finds
    Keys that a block does not have, where Nomad says nothing: in `host_network`, `plugin`, `consul`, `vault`, `host_volume`, `artifact` and
    many more, and some names at the top level.

    ## Why it matters
    The setting has no effect, and nobody is told. Elsewhere Nomad refuses such a file.

    ## Example
        client {
          host_network "public" {
            cidrs = "203.0.113.0/24"
          }
        }

    ## Use instead
        client {
          host_network "public" {
            cidr = "203.0.113.0/24"
          }
        }
    """

    code = "AGT202"
    name = "ignored-setting"
    severity = Severity.WARNING

    def check_file(self, file: AgentFile) -> Findings:
        for note in file.notes.unknown:
            key = note.key.label()
            if note.model is AgentConfig and key.lower() in _APART:
                continue
            if any(block.key.start < note.key.start < block.end for block in file.notes.unlabelled):
                continue  # its settings are taken for labels: see AGT203
            yield self.at(Span(file.source, note.key.start, note.key.end), f'Nomad knows no "{key}" {_where(note)} and ignores it',
                          help=_advice(note, key))


#: Blocks at the top level that Nomad reads by itself.
_APART = ("consul", "vault", "keyring")


#: Where names that stand at the top level by mistake may belong.
_BLOCKS = (("client", ClientConfig), ("server", ServerConfig), ("telemetry", Telemetry))


def _where(note: Unknown) -> str:
    return "at the top level" if note.model is AgentConfig else f"in {(note.model.__doc__ or '').partition('`')[2].partition('`')[0]}"


def _advice(note: Unknown, key: str) -> str | None:
    known = [field.hcl for field in fields_of(note.model).values() if field.hcl]
    if note.model is AgentConfig:
        blocks = [f"{name} {{ … }}" for name, model in _BLOCKS if any(field.hcl == key for field in fields_of(model).values())]
        if blocks:
            return f"it stands in {' or '.join(blocks)}"
    nearest = did_you_mean(key, known)
    if nearest is not None:
        return nearest
    return _INSTEAD.get((note.model, key.lower())) or _INSTEAD.get((note.model, ""))


#: What becomes of settings that people try, by model and name; "": of any other.
_INSTEAD: dict[tuple[type, str], str] = {
    (PluginConfig, ""): "options of the plugin itself stand in its `config` block",
    (ConsulConfig, "enabled"): "Nomad uses Consul where it finds it at address; auto_advertise, server_auto_join and client_auto_join "
    "say for what",
    (VaultConfig, "task_token_ttl"): "how long a task's token lives is set in the role in Vault (token_ttl)",
}
