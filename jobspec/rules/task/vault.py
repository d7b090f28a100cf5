"""JOB407: vault blocks."""

from __future__ import annotations

from jobspec.go_text import quote
from jobspec.models.job_identity import Vault
from jobspec.rules.context import Context
from jobspec.rules.rule import Findings, Rule

CHANGE_MODES = ("noop", "restart", "signal")


class InvalidVault(Rule):
    """A vault block that Nomad refuses.

    ## What it finds
    A `change_mode` other than `noop`, `restart` or `signal`; mode `signal` with an empty `change_signal`.

    ## Why it matters
    Nomad refuses the job.

    ## Example
        vault {
          change_mode = "reload"
        }

    ## Use instead
        vault {
          change_mode   = "signal"
          change_signal = "SIGHUP"
        }
    """

    code = "JOB407"
    name = "invalid-vault"
    nomad = True
    scope = "task"

    def check_vault(self, vault: Vault, context: Context) -> Findings:
        """structs.Vault.Validate."""
        mode = vault.change_mode or "restart"
        if mode not in CHANGE_MODES:
            yield self.at(
                vault.span_of("change_mode"),
                f'change_mode is "{mode}"; expected noop, restart or signal',
                nomad=f"Unknown change mode {quote(mode)}",
                slip=(mode, CHANGE_MODES),
            )
        elif mode == "signal" and not vault.change_signal:
            yield self.at(
                vault.span_of("change_signal"),
                'change_mode is "signal", and change_signal is empty',
                nomad='Signal must be specified when using change mode "signal"',
                help='For instance change_signal = "SIGHUP".',
            )
