"""How a client renders templates: `client { template { … } }`."""

from typing import Annotated

from jobspec.models import fields as hcl
from jobspec.models.base import Model


class WaitConfig(Model, frozen=True, kw_only=True, eq=False):
    """How long to wait for more changes before rendering: `wait { … }`."""

    min: Annotated[int | None, hcl.interval("min", "Min", "At least so long.")] = None
    max: Annotated[int | None, hcl.interval("max", "Max", "At most so long.")] = None


class RetryConfig(Model, frozen=True, kw_only=True, eq=False):
    """How often to ask again: `consul_retry { … }` and its like."""

    attempts: Annotated[int | None, hcl.attribute("attempts", "Attempts", "int", "How often; 0: for ever. Default 12.")] = None
    backoff: Annotated[int | None, hcl.interval("backoff", "Backoff", "First pause, doubled each time; default 250ms.")] = None
    max_backoff: Annotated[int | None, hcl.interval("max_backoff", "MaxBackoff", "Longest pause; default 1m, 0s: any.")] = None


class ClientTemplateConfig(Model, frozen=True, kw_only=True, eq=False):
    """How templates are rendered: `template { … }` of a client."""

    function_denylist: Annotated[tuple[str, ...] | None, hcl.attribute(
        "function_denylist", "FunctionDenylist", "list(string)", "Functions that templates may not call.")] = None
    function_blacklist: Annotated[tuple[str, ...] | None, hcl.attribute(
        "function_blacklist", "FunctionBlacklist", "list(string)", "Old name of function_denylist.")] = None
    disable_file_sandbox: Annotated[bool, hcl.attribute(
        "disable_file_sandbox", "DisableSandbox", "bool", "Lets templates read any file of the node.")] = False
    max_stale: Annotated[int | None, hcl.interval("max_stale", "MaxStale", "How old answers of Consul may be; default 87600h.")] = None
    block_query_wait: Annotated[int | None, hcl.interval(
        "block_query_wait", "BlockQueryWaitTime", "How long a query of Consul waits for changes; default 5m.")] = None
    wait: Annotated[WaitConfig | None, hcl.block("wait", "Wait", "WaitConfig", "Pause before rendering, where a job says none.")] = None
    wait_bounds: Annotated[WaitConfig | None, hcl.block("wait_bounds", "WaitBounds", "WaitConfig", "Limits of what jobs say.")] = None
    consul_retry: Annotated[RetryConfig | None, hcl.block("consul_retry", "ConsulRetry", "RetryConfig", "Asking Consul again.")] = None
    vault_default_lease_duration: Annotated[int | None, hcl.interval(
        "vault_default_lease_duration", "VaultDefaultLeaseDuration", "Lifetime of secrets without a lease; default 5m.")] = None
    vault_retry: Annotated[RetryConfig | None, hcl.block("vault_retry", "VaultRetry", "RetryConfig", "Asking Vault again.")] = None
    nomad_retry: Annotated[RetryConfig | None, hcl.block("nomad_retry", "NomadRetry", "RetryConfig", "Asking Nomad again.")] = None
    use_client_consul_token: Annotated[bool, hcl.attribute(
        "use_client_consul_token", "UseClientConsulToken", "bool", "Uses the agent's Consul token where a task has none.")] = False
