"""The conditions of a single check, in Nomad's order. Nomad stops at the first; all of them are found here."""

from __future__ import annotations

import msgspec

from jobspec.go_text import duration, quote
from jobspec.models.job_service import ServiceCheck
from jobspec.rules.urls import is_absolute_url, url_problem

SECOND = 1_000_000_000
STATUSES = ("passing", "warning", "critical")
ADDRESS_MODES = ("host", "driver", "alloc", "alloc_ipv6")
ON_UPDATE = ("require_healthy", "ignore_warnings", "ignore")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE")
THRESHOLDS = ("success_before_passing", "failures_before_critical", "failures_before_warning")
LONGEST_NOTES = 255


class Problem(msgspec.Struct, frozen=True):
    """What is wrong with an attribute: our words, Nomad's words, advice.

    `in_check_restart`: of the block inside of the check; `slip`: a wrong word and the right ones.
    """

    attribute: str
    message: str
    nomad: str
    help: str | None = None
    in_check_restart: bool = False
    slip: tuple[str, tuple[str, ...]] | None = None


def common_problems(check: ServiceCheck, types: tuple[str, ...]) -> list[Problem]:
    """structs.ServiceCheck.validateCommon."""
    found: list[Problem] = []
    kind = check.type.lower()
    if kind not in types:
        what = f'check type is "{check.type}"' if check.type else "the check has no type"
        found.append(
            Problem(
                "type",
                f"{what}; expected {', '.join(types[:-1])} or {types[-1]}",
                f"invalid check type ({quote(kind)}), must be one of {', '.join(types)}",
                slip=(kind, types),
            )
        )
    elif kind == "http":
        found += _path_problems(check)
    elif kind == "script" and not check.command:
        found.append(Problem("command", "the script check has no command", "script type must have a valid script path"))
    found += _time_problems(check)
    found += _mode_problems(check)
    found += _restart_problems(check)
    return found


def _path_problems(check: ServiceCheck) -> list[Problem]:
    if not check.path:
        return [Problem("path", "the http check has no path", "http type must have http path", 'For instance path = "/health".')]
    if url_problem(check.path) is not None:
        return [Problem("path", f'path "{check.path}" is not valid: {url_problem(check.path)}', "http type must have valid http path")]
    if is_absolute_url(check.path):
        return [
            Problem(
                "path", f'path "{check.path}" is a whole address; expected what follows the host', "http type must have relative http path"
            )
        ]
    return []


def _time_problems(check: ServiceCheck) -> list[Problem]:
    found = []
    if check.interval == 0:
        found.append(
            Problem(
                "interval",
                "the check has no interval; expected 1s or more",
                "missing required value interval. Interval cannot be less than 1s",
                'For instance interval = "10s".',
            )
        )
    elif check.interval < SECOND:
        found.append(
            Problem(
                "interval",
                f"interval is {duration(check.interval)}; expected 1s or more",
                f"interval ({duration(check.interval)}) cannot be lower than 1s",
            )
        )
    if check.timeout == 0:
        found.append(
            Problem(
                "timeout",
                "the check has no timeout; expected 1s or more",
                "missing required value timeout. Timeout cannot be less than 1s",
                'For instance timeout = "2s".',
            )
        )
    elif check.timeout < SECOND:
        found.append(
            Problem(
                "timeout",
                f"timeout is {duration(check.timeout)}; expected 1s or more",
                f"timeout ({duration(check.timeout)}) is lower than required minimum timeout 1s",
            )
        )
    return found


def _mode_problems(check: ServiceCheck) -> list[Problem]:
    found = []
    status, mode, update = check.initial_status, check.address_mode, check.on_update
    if status and status not in STATUSES:
        found.append(
            Problem(
                "initial_status",
                f'initial_status is "{status}"; expected passing, warning or critical',
                f'invalid initial check state ({status}), must be one of "passing", "warning", "critical" or empty',
                slip=(status, STATUSES),
            )
        )
    if mode == "auto":
        found.append(
            Problem(
                "address_mode",
                'address_mode "auto" is for services; a check takes host, driver, alloc or alloc_ipv6',
                'invalid address_mode "auto" - auto only valid for services',
                "Leave it out to use the service's address.",
            )
        )
    elif mode and mode not in ADDRESS_MODES:
        found.append(
            Problem(
                "address_mode",
                f'address_mode is "{mode}"; expected host, driver, alloc or alloc_ipv6',
                f"invalid address_mode {quote(mode)}",
                slip=(mode, ADDRESS_MODES),
            )
        )
    if update and update not in ON_UPDATE:
        found.append(
            Problem(
                "on_update",
                f'on_update is "{update}"; expected require_healthy, ignore_warnings or ignore',
                f'on_update must be "require_healthy", "ignore_warnings", or "ignore"; got {quote(update)}',
                slip=(update, ON_UPDATE),
            )
        )
    return found


def _restart_problems(check: ServiceCheck) -> list[Problem]:
    restart = check.check_restart
    if restart is None:
        return []
    found = []
    if check.on_update == "ignore":
        found.append(
            Problem(
                "on_update",
                'on_update is "ignore", which contradicts check_restart',
                'on_update value "ignore" is not compatible with check_restart',
            )
        )
    if check.on_update == "ignore_warnings" and not restart.ignore_warnings:
        found.append(
            Problem(
                "on_update",
                'on_update is "ignore_warnings", and check_restart does not ignore them',
                'on_update value "ignore_warnings" not supported with check_restart ignore_warnings value "false"',
                "Set ignore_warnings = true in check_restart.",
            )
        )
    if restart.limit < 0:
        found.append(
            Problem(
                "limit",
                f"limit is {restart.limit}; expected zero or more",
                f"limit must be greater than or equal to 0 but found {restart.limit}",
                in_check_restart=True,
            )
        )
    if (restart.grace or 0) < 0:
        found.append(
            Problem(
                "grace",
                f"grace is {duration(restart.grace or 0)}; expected zero or more",
                f"grace period must be greater than or equal to 0 but found {restart.grace}",
                in_check_restart=True,
            )
        )
    return found


def consul_problems(check: ServiceCheck) -> list[Problem]:
    """structs.ServiceCheck.validateConsul, after the common part."""
    found = []
    if check.expose and check.type.lower() not in ("grpc", "http"):
        found.append(
            Problem(
                "expose",
                f'expose is true in a check of type "{check.type}"; only http and grpc checks can be exposed',
                "expose may only be set on HTTP or gRPC checks",
            )
        )
    for attribute in THRESHOLDS:
        value = getattr(check, attribute)
        if value < 0:
            found.append(Problem(attribute, f"{attribute} is {value}; expected zero or more", f"{attribute} must be non-negative"))
        elif value > 0 and check.type not in ("tcp", "http", "grpc"):
            found.append(
                Problem(
                    attribute,
                    f'{attribute} stands in a check of type "{check.type}"; only tcp, http and grpc checks take it',
                    f"{attribute} not supported for check of type {quote(check.type)}",
                )
            )
    length = len(check.notes.encode("utf-8", "surrogateescape"))
    if length > LONGEST_NOTES:
        found.append(
            Problem(
                "notes",
                f"notes has {length} bytes; expected at most {LONGEST_NOTES}",
                f"notes must not be longer than {LONGEST_NOTES} characters",
            )
        )
    return found


def nomad_problems(check: ServiceCheck) -> list[Problem]:
    """structs.ServiceCheck.validateNomad, after the common part."""
    found = []
    only = 'only services with provider = "consul" have it'
    if check.expose:
        found.append(Problem("expose", f"expose is true; {only}", "expose may only be set for Consul service checks"))
    if check.on_update == "ignore_warnings":
        found.append(
            Problem(
                "on_update",
                f'on_update is "ignore_warnings"; {only}',
                "on_update may only be set to ignore_warnings for Consul service checks",
            )
        )
    if check.check_restart is not None and check.check_restart.ignore_warnings:
        found.append(
            Problem(
                "ignore_warnings",
                f"ignore_warnings is true; {only}",
                "ignore_warnings on check_restart only supported for Consul service checks",
                in_check_restart=True,
            )
        )
    if check.address_mode == "driver":
        found.append(
            Problem(
                "address_mode",
                f'address_mode of the check is "driver"; {only}',
                "address_mode = driver may only be set for Consul service checks",
            )
        )
    if check.type == "http" and check.method and check.method.upper() not in METHODS:
        found.append(
            Problem(
                "method",
                f'method "{check.method}" is not one of HTTP',
                f"method type {quote(check.method)} not supported in Nomad http check",
                slip=(check.method, METHODS),
            )
        )
    for attribute in THRESHOLDS:
        if getattr(check, attribute) != 0:
            found.append(Problem(attribute, f"{attribute} is set; {only}", f"{attribute} may only be set for Consul service checks"))
    if check.tls_server_name:
        found.append(
            Problem("tls_server_name", f"tls_server_name is set; {only}", "tls_server_name may only be set for Consul service checks")
        )
    return found
