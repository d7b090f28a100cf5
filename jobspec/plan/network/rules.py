"""Rules of the packet filter: as iptables-save prints them, and in words."""

from __future__ import annotations

import hashlib

import msgspec


class PacketRule(msgspec.Struct, frozen=True):
    """A rule. `spec` is what stands after `-A` in the output of iptables-save (ip6tables-save where `is_ipv6`), chain first."""

    table: str
    spec: str
    words: str
    is_ipv6: bool = False

    def __str__(self) -> str:
        """In words, with the command that would make the same rule where there is one."""
        if not self.spec:
            return self.words
        return f"{self.words.removesuffix('.')}: {'ip6tables' if self.is_ipv6 else 'iptables'} -t {self.table} -A {self.spec}"


def chain_name(network: str, container: str, prefix: str = "") -> str:
    """The chain of a container (utils.MustFormatChainNameWithPrefix): 28 characters."""
    return ("CNI-" + prefix + hashlib.sha512((network + container).encode()).hexdigest())[:28]


def comment(text: str) -> str:
    """A comment match as iptables-save prints it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'-m comment --comment "{escaped}"'
