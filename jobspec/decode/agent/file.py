"""One file of an agent's configuration (command/agent/config_parse.go ParseConfigFile)."""

from __future__ import annotations

import msgspec

from jobspec.decode.agent.clusters import read_consuls, read_vaults
from jobspec.decode.agent.decoder import Decoder
from jobspec.decode.agent.draft import Draft
from jobspec.decode.agent.durations import convert_durations, convert_later_durations
from jobspec.decode.agent.errors import SYNTAX, UNKNOWN_KEY, DecodeError, panic
from jobspec.decode.agent.extra_keys import ExtraKeys, extra_keys, strike_harmless
from jobspec.decode.agent.keyrings import keyring_name, read_keyrings
from jobspec.decode.agent.notes import Lost, Notes, Repeated
from jobspec.diagnostics import Diagnostic, Related, Result, Severity, Span
from jobspec.hcl.v1 import parse
from jobspec.hcl.v1.strings import Unquotable
from jobspec.hcl.v1.syntax import Items, Slip, SyntaxProblem
from jobspec.models.agent_client import ClientConfig
from jobspec.models.agent_config import AgentConfig
from jobspec.models.agent_join import ServerJoin
from jobspec.models.agent_operations import AutopilotConfig, LicenseReportingConfig, ReportingConfig, RPCConfig
from jobspec.models.agent_scheduling import PlanRejectionTracker
from jobspec.models.agent_security import ACLConfig, AuditConfig
from jobspec.models.agent_server import ClientIntroduction, ServerConfig
from jobspec.models.agent_telemetry import Telemetry
from jobspec.models.agent_template import ClientTemplateConfig, RetryConfig, WaitConfig
from jobspec.models.base import Origin
from jobspec.models.fields import fields_of
from jobspec.models.suggestion import closest_advice
from jobspec.source import Source


class AgentFile:
    """A file as it was read: the configuration that it alone describes, and what came to light meanwhile.

    `json`: whether it is in HCL 1's JSON; `slips`: broken text that HCL 1 let through.
    """

    __slots__ = ("config", "json", "notes", "slips", "source")

    def __init__(self, source: Source, config: AgentConfig, notes: Notes, slips: tuple[Slip, ...], json: bool) -> None:
        self.source = source
        self.config = config
        self.notes = notes
        self.slips = slips
        self.json = json


def parse_agent_file(source: Source) -> Result[AgentFile]:
    """A file as Nomad reads it. There is no value after an error."""
    parsed = parse(source)
    if parsed.items is None:
        assert parsed.error is not None
        return Result(None, (_syntax_error(parsed.error, source),))
    notes = Notes()
    try:
        root = _decode(parsed.items, source, notes)
        strike_harmless(root)
        extra = extra_keys(root, notes)
        if extra:
            return Result(None, tuple(_unknown_keys(extra, source)))
        config = _finished(root, source, notes)
    except DecodeError as error:
        return Result(None, (_decode_error(error, source),))
    except Unquotable as error:
        return Result(None, (_decode_error(panic(str(error), "this text has a broken escape or interpolation", *error.place), source),))
    return Result(AgentFile(source, config, notes, tuple(parsed.slips), parsed.json), ())


def _decode(items: Items, source: Source, notes: Notes) -> Draft:
    root = _prepared()
    Decoder(notes).decode_struct(root, "root", items, (0, 0))
    of_vault: list[DecodeError] = []
    of_consul: list[DecodeError] = []
    root.fields["vaults"] = read_vaults(items, source, notes, of_vault)
    root.fields["consuls"] = read_consuls(items, source, notes, of_consul)
    keyrings = root.several("keyrings")
    read_keyrings(items, keyrings)
    if keyrings:
        root.fields["keyrings"] = sorted(keyrings, key=keyring_name)
    _note_clusters(root, items)
    convert_durations(root)
    for error in (*of_consul, *of_vault):
        raise error
    convert_later_durations(root)
    return root


def _note_clusters(root: Draft, items: Items) -> None:
    for name in ("consul", "vault"):
        for item in items.matching(name).items[:1]:
            if item.taken is not None:
                root.names[name] = root.values[name] = (item.taken.start, item.taken.end)


def _prepared() -> Draft:
    """The blocks that are there before decoding, so that Nomad may look into them afterwards."""
    template = Draft(ClientTemplateConfig, wait=Draft(WaitConfig), wait_bounds=Draft(WaitConfig), consul_retry=Draft(RetryConfig),
                     vault_retry=Draft(RetryConfig), nomad_retry=Draft(RetryConfig))
    return Draft(
        AgentConfig,
        client=Draft(ClientConfig, server_join=Draft(ServerJoin), template=template),
        server=Draft(ServerConfig, client_introduction=Draft(ClientIntroduction), plan_rejection_tracker=Draft(PlanRejectionTracker),
                     server_join=Draft(ServerJoin)),
        acl=Draft(ACLConfig), rpc=Draft(RPCConfig), audit=Draft(AuditConfig), autopilot=Draft(AutopilotConfig), telemetry=Draft(Telemetry),
        reporting=Draft(ReportingConfig, license=Draft(LicenseReportingConfig)),
    )


def _finished(root: Draft, source: Source, notes: Notes) -> AgentConfig:
    client = root.nested("client")
    template = client.nested("template") if client is not None else None
    if client is not None and template is not None:
        _finalize_template(client, template, notes)
    config = root.finish(source)
    assert isinstance(config, AgentConfig)
    return config


def _finalize_template(client: Draft, template: Draft, notes: Notes) -> None:
    """Take blocks away that say nothing (finalizeClientTemplateConfig). A template block with wait_bounds alone counts as empty too."""
    for name in ("wait", "wait_bounds", "consul_retry", "vault_retry", "nomad_retry"):
        inner = template.nested(name)
        if inner is not None and all(value is None for value in inner.fields.values()):
            template.fields[name] = None
    said = (name for name, value in template.fields.items() if value is not None and value is not False and name != "wait_bounds")
    if next(said, None) is None:
        if template.nested("wait_bounds") is not None:
            notes.lost.append(Lost("Nomad drops a template block that holds nothing but wait_bounds", template.names["wait_bounds"]))
        client.fields["template"] = None


def _syntax_error(problem: SyntaxProblem, source: Source) -> Diagnostic:
    nomad = bool(problem.message)
    return Diagnostic(code=SYNTAX, severity=Severity.ERROR, message=problem.words, span=Span(source, problem.start, problem.end),
                      help=problem.help, nomad=nomad, nomad_message=problem.message if nomad else None)


def _decode_error(error: DecodeError, source: Source) -> Diagnostic:
    return Diagnostic(code=error.code, severity=Severity.ERROR, message=error.words, span=Span(source, error.start, error.end),
                      help=error.help, nomad=True, nomad_message=error.message)


def _unknown_keys(blocks: list[ExtraKeys], source: Source) -> list[Diagnostic]:
    """An error for each key that Nomad refuses."""
    found = []
    for block in blocks:
        known = [field.hcl for field in fields_of(block.draft.model).values() if field.hcl]
        name = "an agent's configuration" if block.draft.model is AgentConfig else f"block {_block_name(block)}"
        for key, note in block.keys:
            help: str | None = None
            related: tuple[Related, ...] = ()
            place = block.draft.place or (0, 0)
            if isinstance(note, Repeated):
                first, last = note.keys[0], note.keys[-1]
                place = (last.start, last.end)
                related = (Related(Span(source, first.start, first.end), "the first one"),)
                message = f'"{key}" comes twice in {name}, which Nomad refuses here'
                help = "write one block" if note.is_block else "keep one of them"
            elif note is not None and note.owner is not None:
                place = (note.key.start, note.key.end)
                message = f'{name} takes no label "{key}"'
            else:
                if note is not None:
                    place = (note.key.start, note.key.end)
                message = f'"{key}" is no setting of {name}'
                help = closest_advice(key, known)
            found.append(Diagnostic(code=UNKNOWN_KEY, severity=Severity.ERROR, span=Span(source, *place), message=message, help=help,
                                    related=related, nomad=True, nomad_message=block.message))
    return found


def _block_name(block: ExtraKeys) -> str:
    return ".".join(reversed(block.message.partition(" unexpected")[0].split(".")))


class AgentFiles(msgspec.Struct, frozen=True):
    """The files that a configuration was merged from, in their order; as `config.origin.file`."""

    files: tuple[AgentFile, ...] = ()

    def origin(self) -> Origin:
        """An origin for the whole: the first file's beginning, or nothing."""
        source = self.files[0].source if self.files else Source("", "")
        return Origin(source, 0, 0, {}, {}, 0, len(source.text), file=self)


def files_of(config: AgentConfig) -> tuple[AgentFile, ...]:
    """The files that a configuration was merged from, each as it was read."""
    files = config.origin.file if config.origin is not None else None
    return files.files if isinstance(files, AgentFiles) else ()
