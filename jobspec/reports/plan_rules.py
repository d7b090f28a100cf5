"""The packet filter rules of a plan, fewer than there are: what becomes of a packet, without the chains on the way there."""

from __future__ import annotations

from collections.abc import Sequence

from jobspec.models.plan import CniCall

#: Targets of rules that decide something; the others mark packets or lead to another chain.
_DECIDES = ("-j ACCEPT", "-j DNAT", "-j MASQUERADE", "-j DROP", "-j REJECT", "-j SNAT")
_BOTH = " tcp and udp port "
#: So many rules of a plugin are shown.
_MOST = 8


def rules_shown(call: CniCall, verbose: bool) -> list[str]:
    """The rules that a plugin leaves, `words: command`. Without `verbose` only the words of those that decide, TCP and UDP as one."""
    if verbose:
        return list(call.rules)
    merged = _merged([_words(rule) for rule in call.rules if any(target in rule for target in _DECIDES) or _words(rule) == rule])
    return merged[:_MOST]


def rules_left_out(calls: Sequence[CniCall], verbose: bool) -> int:
    """How many rules `rules_shown` does not show."""
    shown = [words for call in calls for words in rules_shown(call, verbose)]
    return sum(len(call.rules) for call in calls) - sum(2 if _BOTH in words else 1 for words in shown)


def _words(rule: str) -> str:
    return rule.partition(": ip")[0]


def _merged(texts: Sequence[str]) -> list[str]:
    """`to tcp port 80 …` and `to udp port 80 …` as one `to tcp and udp port 80 …`."""
    out: dict[str, set[str]] = {}
    for text in texts:
        for protocol in ("tcp", "udp"):
            if f" {protocol} port " in text:
                out.setdefault(text.replace(f" {protocol} port ", " {} port ", 1), set()).add(protocol)
                break
        else:
            out.setdefault(text, set())
    return [text.replace("{}", " and ".join(sorted(protocols)), 1) if protocols else text for text, protocols in out.items()]
