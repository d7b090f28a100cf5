"""Lists of reserved ports."""

from __future__ import annotations

import pytest

from jobspec.models.port_ranges import PortRangeError, parse_port_ranges


@pytest.mark.parametrize(("text", "ports"), [
    ("", []), ("80", [80]), ("22, 80 ,8500-8502", [22, 80, 8500, 8501, 8502]), ("80,80", [80, 80]), ("65536", [65536]), ("007", [7]),
])
def test_lists_are_expanded(text: str, ports: list[int]) -> None:
    assert parse_port_ranges(text) == ports


@pytest.mark.parametrize(("text", "words"), [
    ("80,", "can't specify empty port"), (" ", "can't specify empty port"), ("0", "port must be > 0"), ("0-3", "port must be > 0"),
    ("65537", "port must be < 65536 but found 65537"), ("9-5", "invalid range: ending value (5) less than starting (9) value"),
    ("1-2-3", "can only parse single port numbers or port ranges (ex. 80,100-120,150)"),
    ("http", 'strconv.ParseUint: parsing "http": invalid syntax'), ("5 - 9", 'strconv.ParseUint: parsing "5 ": invalid syntax'),
    ("-5", 'strconv.ParseUint: parsing "": invalid syntax'), ("99999999999999999999", 'strconv.ParseUint: parsing "99999999999999999999": '
     "value out of range"), ("1-65536,1-3", "maximum of 65536 ports can be reserved"),
])
def test_what_nomad_refuses_is_said_in_its_words(text: str, words: str) -> None:
    with pytest.raises(PortRangeError) as caught:
        parse_port_ranges(text)
    assert caught.value.message == words
