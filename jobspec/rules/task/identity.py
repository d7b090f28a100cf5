"""JOB415: workload identities."""

from __future__ import annotations

import re

from jobspec.go_text import duration, quote
from jobspec.models.job_identity import WorkloadIdentity
from jobspec.models.job_task import Task
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule
from jobspec.rules.task.identities import identity_name, task_identities

CHANGE_MODES = ("noop", "restart", "signal")
_NAME = re.compile(r"[a-zA-Z0-9\-_]{1,128}\Z")
PATTERN = "^[a-zA-Z0-9-_]{1,128}$"


class InvalidIdentity(Rule):
    """A workload identity that Nomad refuses.

    ## What it finds
    A name with anything but letters, digits, dashes and underscores; two default identities (those without a name are default, too);
    an empty audience; an unknown `change_mode`, mode `signal` without a `change_signal`, or a signal without that mode; a
    negative `ttl`, or one for the default identity; a `filepath` without `file = true`.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        identity {
          name        = "vault_default"
          aud         = ["vault.io"]
          change_mode = "signal"
          ttl         = "1h"
        }

    ## Use instead
        identity {
          name          = "vault_default"
          aud           = ["vault.io"]
          change_mode   = "signal"
          change_signal = "SIGHUP"
          ttl           = "1h"
        }
    """

    code = "JOB415"
    name = "invalid-identity"
    nomad = True
    scope = "task"

    def check_task(self, task: Task, context: Context) -> Findings:
        """structs.Task.Validate and structs.WorkloadIdentity.Validate."""
        if task.identity is None and not task.identities:
            return
        identities = task_identities(task)
        default, others = identities.default, identities.others
        if default is not None:
            yield from self._identity(default)
        for identity in others:
            if identity_name(identity) == "default":
                yield self.at(
                    identity.span(),
                    "the task has more than one default identity",
                    nomad="Duplicate default identities found",
                    help="Give each other identity a name.",
                )
            yield from self._identity(identity)

    def _identity(self, identity: WorkloadIdentity) -> Findings:
        name = identity_name(identity)
        if _NAME.match(name) is None:
            yield self.at(
                identity.span_of("name"),
                f'"{name}" is not a name for an identity; expected 1 to 128 letters, digits, dashes and underscores',
                nomad=f"invalid name {quote(name)}. Must match regex {PATTERN}",
            )
        for position, audience in enumerate(identity.aud or ()):
            # The default identity's audience is always Nomad's own.
            if not audience and name != "default":
                yield self.at(
                    identity.span_of("aud"),
                    f"audience {position + 1} is empty",
                    nomad=f"an empty string is an invalid audience ({position + 1})",
                )
        yield from self._change(identity)
        if identity.ttl > 0 and name == "default":
            yield self.at(
                identity.span_of("ttl"),
                "ttl is set for the default identity, which does not expire",
                nomad="ttl for default identity not yet supported",
                help="Remove ttl, or give the identity a name.",
            )
        if identity.ttl < 0:
            yield self.at(identity.span_of("ttl"), f"ttl is {duration(identity.ttl)}; expected zero or more", nomad="ttl must be >= 0")
        if identity.filepath and not identity.file:
            yield self.at(
                identity.span_of_name("filepath"),
                "filepath is set, and file is not true",
                nomad="file parameter must be true in order to specify filepath",
                help="Add file = true.",
            )

    def _change(self, identity: WorkloadIdentity) -> Findings:
        mode, signal = identity.change_mode, identity.change_signal.upper()
        if mode == "signal":
            if not signal:
                yield self.at(
                    identity.span_of("change_mode"),
                    'change_mode is "signal", and change_signal is empty',
                    nomad='change_signal must be specified when using change_mode="signal"',
                    help='For instance change_signal = "SIGHUP".',
                )
        elif mode not in ("", "noop", "restart"):
            yield self.at(
                identity.span_of("change_mode"),
                f'change_mode is "{mode}"; expected noop, restart or signal',
                nomad=f"invalid change_mode: {mode}",
                slip=(mode, CHANGE_MODES),
            )
        elif signal:
            yield self.at(
                identity.span_of_name("change_signal"),
                f'change_signal is set, and change_mode is "{mode or "noop"}"',
                nomad=f'can only use change_signal={quote(signal)} with change_mode="signal"',
                help='Set change_mode = "signal".',
            )
