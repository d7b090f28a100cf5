"""Attributes of devices: values with units, and constraints on them (plugins/shared/structs/attribute.go, checkAttributeConstraint)."""

from __future__ import annotations

from fractions import Fraction

import msgspec

from jobspec.go_numbers import go_bool
from jobspec.models.node import DeviceGroup
from jobspec.plan.feasible.operators import holds, matches_regexp, matches_version


def _units() -> dict[str, tuple[str, Fraction]]:
    """Unit name to what it measures and its factor."""
    units = {f"{prefix}iB{rate}": (f"byte{rate}", Fraction(1024**power))
             for rate in ("", "/s") for power, prefix in enumerate("KMGTPE", 1)}
    for rate in ("", "/s"):
        units |= {f"{prefix}B{rate}": (f"byte{rate}", Fraction(1000**power)) for power, prefix in enumerate("kMGTPE", 1)}
        units[f"KB{rate}"] = units[f"kB{rate}"]
    units |= {"MHz": ("hertz", Fraction(10**6)), "GHz": ("hertz", Fraction(10**9))}
    factors = {"mW": Fraction(1, 10**3), "W": Fraction(1), "kW": Fraction(10**3), "MW": Fraction(10**6), "GW": Fraction(10**9)}
    return units | {name: ("watt", factor) for name, factor in factors.items()}


UNITS = _units()
_ORDERS = {"=": (0,), "==": (0,), "is": (0,), "<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1)}
_BY_LENGTH = sorted(UNITS, key=len, reverse=True)


class Attribute(msgspec.Struct, frozen=True):
    """One value: a text, a truth value or a number with an optional unit."""

    value: str | bool | int | float
    unit: str = ""

    def text(self) -> str | None:
        return self.value if isinstance(self.value, str) else None

    def compare(self, other: Attribute) -> int | None:
        """-1, 0 or 1; None where the two cannot be compared. Unequal truth values give 1."""
        mine, theirs = UNITS.get(self.unit), UNITS.get(other.unit)
        if (mine is None) != (theirs is None) or (mine and theirs and mine[0] != theirs[0]):
            return None
        left, right = self.value, other.value
        if isinstance(left, str) or isinstance(right, str):
            return (left > right) - (left < right) if isinstance(left, str) and isinstance(right, str) else None
        if isinstance(left, bool) or isinstance(right, bool):
            return int(left != right) if isinstance(left, bool) and isinstance(right, bool) else None
        one = Fraction(left) * (mine[1] if mine else 1)
        two = Fraction(right) * (theirs[1] if theirs else 1)
        return (one > two) - (one < two)


def read_attribute(text: str) -> Attribute:
    """ParseAttribute: a number with or without a unit, a truth value, else a text."""
    unit = next((unit for unit in _BY_LENGTH if text.endswith(unit)), "") if text[-1:].isalpha() else ""
    number = text.removesuffix(unit).strip() if unit else text
    for kind in (int, float):
        try:
            if "_" not in number and number == number.strip():
                value = kind(number)
                return Attribute(value, unit) if value == value else Attribute(text)
        except (ValueError, OverflowError):
            continue
    truth = go_bool(text)
    return Attribute(text if truth is None else truth)


def resolve_on_device(target: str, device: DeviceGroup) -> Attribute | None:
    """resolveDeviceTarget: a literal with its unit, or what the device says of itself."""
    if not target.startswith("${"):
        return read_attribute(target)
    fixed = {"${device.model}": device.name, "${device.vendor}": device.vendor, "${device.type}": device.type}
    if target in fixed:
        return Attribute(fixed[target])
    if target.startswith("${device.attr."):
        value = device.attributes.get(target.removeprefix("${device.attr.").removesuffix("}"))
        return read_attribute(value) if isinstance(value, str) else None if value is None else Attribute(value)
    return None


def holds_on_device(operator: str, left: Attribute | None, right: Attribute | None) -> bool:
    """checkAttributeConstraint"""
    if operator in ("!=", "not"):
        if left is None or right is None:
            return left is not right
        return left.compare(right) not in (None, 0)
    if operator in ("distinct_hosts", "distinct_property", "is_set", "is_not_set"):
        return holds(operator, None if left is None else "set", None)
    if left is None or right is None:
        return False
    if operator in _ORDERS:
        return left.compare(right) in _ORDERS[operator]
    return _holds_on_texts(operator, left, right)


def _holds_on_texts(operator: str, left: Attribute, right: Attribute) -> bool:
    one, two = left.text(), right.text()
    if operator in ("version", "semver"):
        whole = str(left.value) if isinstance(left.value, int) and not isinstance(left.value, bool) else one
        return whole is not None and two is not None and matches_version(whole, two, semver=operator == "semver")
    if one is None or two is None:
        return False
    return matches_regexp(one, two) if operator == "regexp" else holds(operator, one, two)
