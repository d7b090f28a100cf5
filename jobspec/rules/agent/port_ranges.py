"""Lists of ports and ranges, such as `22,80,8500-8600` (structs.ParsePortRanges)."""

from __future__ import annotations

from jobspec.go_text import quote

_MAX_VALID_PORT = 65536


class PortRangesProblem:
    """What is wrong with a list of ports, in words and in Nomad's."""

    __slots__ = ("nomad", "words")

    def __init__(self, words: str, nomad: str) -> None:
        self.words = words
        self.nomad = nomad


def port_ranges_problem(text: str) -> PortRangesProblem | None:
    """The first thing that is wrong; None for a good list, and for an empty text.

        list = entry { "," entry } ; entry = [ blanks ] ( port | port "-" port ) [ blanks ]
    """
    if not text:
        return None
    count = 0
    for part in text.split(","):
        numbers = part.strip().split("-")
        if len(numbers) > 2:
            return PortRangesProblem(f'"{part.strip()}" is no range',
                                     "can only parse single port numbers or port ranges (ex. 80,100-120,150)")
        if numbers == [""]:
            return PortRangesProblem("a port is missing", "can't specify empty port")
        for number in numbers:
            if not (number.isascii() and number.isdigit()):
                return PortRangesProblem(f'"{number}" is no port', f"strconv.ParseUint: parsing {quote(number)}: invalid syntax")
            if len(number.lstrip("0")) > 20 or int(number) >= 1 << 64:
                return PortRangesProblem(f"{number} is no port", f"strconv.ParseUint: parsing {quote(number)}: value out of range")
        start, end = int(numbers[0]), int(numbers[-1])
        if end < start:
            return PortRangesProblem(f"{part.strip()} runs backwards",
                                     f"invalid range: ending value ({end}) less than starting ({start}) value")
        if start == 0:
            return PortRangesProblem("0 is no port", "port must be > 0")
        if end > _MAX_VALID_PORT:
            return PortRangesProblem(f"{end} is above 65535", f"port must be < {_MAX_VALID_PORT} but found {end}")
        count += end - start if len(numbers) == 2 else 1
        if count > _MAX_VALID_PORT:
            return PortRangesProblem("these are more ports than there are", f"maximum of {_MAX_VALID_PORT} ports can be reserved")
    return None
