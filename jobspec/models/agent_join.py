"""How agents find servers."""

from typing import Annotated, ClassVar

from jobspec.models import fields as hcl
from jobspec.models.base import Model


class ServerJoin(Model, frozen=True, kw_only=True, eq=False):
    """How servers are found: `server_join { … }`."""

    refuses_unknown: ClassVar[bool] = True

    start_join: Annotated[tuple[str, ...] | None, hcl.attribute(
        "start_join", "StartJoin", "list(string)", "Servers to join when the agent starts; it stops if none answers.")] = None
    retry_join: Annotated[tuple[str, ...] | None, hcl.attribute(
        "retry_join", "RetryJoin", "list(string)", "Servers to join, tried again until one answers; go-discover's texts too.")] = None
    retry_max: Annotated[int, hcl.attribute("retry_max", "RetryMaxAttempts", "int", "How often to try again; 0: for ever.")] = 0
    retry_interval: Annotated[int, hcl.interval(
        "retry_interval", "RetryInterval", "How long to wait before trying again; default 30s.", go_name="RetryInterval")] = 0
