"""Why an allocation that is placed cannot start: Nomad's own words, and ours."""

from __future__ import annotations

from jobspec.diagnostics import Span
from jobspec.models.plan import Failure

HOOK = 'failed to setup alloc: pre-run hook "network" failed: '
CONFIGURE = HOOK + "failed to configure networking for alloc: "


class PluginError(Exception):
    """A CNI plugin (or libcni before it) gives up. The text is the plugin's own."""


class NetworkError(Exception):
    """The client gives up on the network of an allocation. `failure` is the verdict."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


def failed(code: str, message: str, nomad: str, *, help: str | None = None, span: Span | None = None,
           node_span: Span | None = None) -> NetworkError:
    """An error to raise, with its verdict."""
    return NetworkError(Failure(code=code, message=message, nomad=nomad, help=help, span=span, node_span=node_span))
