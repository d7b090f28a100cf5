"""The base of rules about jobs and nodes.

Their findings come from plans (`jobspec.plan`), whose reasons and failures carry the codes and the words; `jobspec.rules.node.check`
makes diagnostics of them. A rule here is the text of a code, its severity, and whether Nomad itself refuses for that reason.
"""

from __future__ import annotations

from jobspec.rules.rule import Rule


class NodeRule(Rule):
    """A reason for which nodes do not take a group, or for which it does not start there.

    `at_mode`: where the reason has no place of its own, it stands at the mode of the group's network, else at the group.
    """

    __slots__ = ()

    nomad = True
    at_mode = False
