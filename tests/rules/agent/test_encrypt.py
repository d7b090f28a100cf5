"""Where Go stops reading base64."""

import pytest

from jobspec.rules.agent.encrypt import _corrupt_byte


@pytest.mark.parametrize(("text", "place"), [
    ("", None), ("cg8StVXbQJ0gPvMd9o7yrg==", None), ("abcd\n", None), ("ab\ncd", None), ("abc=", None),
    ("x", 0), ("xx", 0), ("xx=", 3), ("x===", 1), ("=", 0), ("a b c d", 1), ("abcd=", 4), ("ab==x", 4), ("abc=d", 4), ("ab=c", 2),
])
def test_the_first_byte_that_is_wrong(text: str, place: int | None) -> None:
    assert _corrupt_byte(text) == place
