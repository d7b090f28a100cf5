"""Registrations of services and their checks, with the addresses that each address mode gives (client/serviceregistration)."""

from jobspec.plan.services.register import registration_warnings, registrations

__all__ = ["registration_warnings", "registrations"]
