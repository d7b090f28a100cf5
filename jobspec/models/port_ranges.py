"""Lists of ports as clients reserve them: `22,80,8500-8600`."""

from __future__ import annotations

HIGHEST_PORT = 65536  # structs.MaxValidPort, one more than there are


class PortRangeError(Exception):
    """A list that Nomad refuses; `message` in its words."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def parse_port_ranges(text: str) -> list[int]:
    """The ports of a list in its order, with repetitions (structs.ParsePortRanges). Raises PortRangeError."""
    ports: list[int] = []
    if text == "":
        return ports
    count = 0
    for part in text.split(","):
        bounds = part.strip().split("-")
        match bounds:
            case [""]:
                raise PortRangeError("can't specify empty port")
            case [single]:
                port = _number(single)
                _check(port, port)
                count += 1
                ports.append(port)
            case [first, last]:
                start, end = _number(first), _number(last)
                if end < start:
                    raise PortRangeError(f"invalid range: ending value ({end}) less than starting ({start}) value")
                _check(start, end)
                count += end - start
                ports += range(start, end + 1) if count <= HIGHEST_PORT else ()
            case _:
                raise PortRangeError("can only parse single port numbers or port ranges (ex. 80,100-120,150)")
        if count > HIGHEST_PORT:
            raise PortRangeError(f"maximum of {HIGHEST_PORT} ports can be reserved")
    return ports


def _check(start: int, end: int) -> None:
    if start == 0:
        raise PortRangeError("port must be > 0")
    if end > HIGHEST_PORT:
        raise PortRangeError(f"port must be < {HIGHEST_PORT} but found {end}")


def _number(text: str) -> int:
    """strconv.ParseUint of a decimal number."""
    from jobspec.go_text import quote

    if not (text.isascii() and text.isdecimal()):
        raise PortRangeError(f"strconv.ParseUint: parsing {quote(text)}: invalid syntax")
    if len(text.lstrip("0")) > 20 or int(text) >= 1 << 64:
        raise PortRangeError(f"strconv.ParseUint: parsing {quote(text)}: value out of range")
    return int(text)
