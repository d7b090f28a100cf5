"""NODE301, NODE302, NODE307, NODE308, NODE310, NODE311, NODE313: CNI networks that the client cannot use."""

from __future__ import annotations

from jobspec.rules.node.rule import NodeRule


class _OfTheNetwork(NodeRule):
    """What is wrong with the CNI network that a group's mode names."""

    __slots__ = ()

    at_mode = True


class NoCniNetworks(_OfTheNetwork):
    """A group in a CNI mode on a client whose CNI folder is empty.

    ## What it finds
    Mode `cni/NAME` on a node that the servers believe to have the network, while its `cni_config_dir` holds none.

    ## Why it matters
    The allocation is placed and fails: `no CNI network config found in FOLDER`.

    ## Example
        network {
          mode = "cni/mynet"
        }

    ## Use instead
        network {
          mode = "bridge"
        }
    """

    code = "NODE301"
    name = "no-cni-networks"


class CniNetworkNotFound(_OfTheNetwork):
    """A CNI network whose name has capitals.

    ## What it finds
    Mode `cni/NAME` where the network is there for the scheduler, which compares names as they are written, and not for the client, which
    looks for the name in lower case.

    ## Why it matters
    The allocation is placed and fails: `CNI network config not found for name "name"`. The network itself must be renamed.

    ## Example
        network {
          mode = "cni/MyNet"
        }

    ## Use instead
        network {
          mode = "cni/mynet"
        }
    """

    code = "NODE302"
    name = "cni-network-not-found"


class NoInterface(_OfTheNetwork):
    """CNI plugins that make no interface with an address.

    ## What it finds
    Networks whose plugins have no address plugin (`ipam`), so that the result holds no address.

    ## Why it matters
    The allocation is placed and fails: Nomad needs an interface with an address.

    ## Example
        network {
          mode = "cni/bare"
        }

    ## Use instead
        network {
          mode = "cni/mynet"
        }
    """

    code = "NODE307"
    name = "no-interface"


class InvalidResult(_OfTheNetwork):
    """CNI plugins whose result contradicts itself.

    ## What it finds
    Networks whose last plugin gives an address to an interface that its result does not have, for instance in a `prevResult` that is
    written into the configuration.

    ## Why it matters
    The allocation is placed and fails.

    ## Example
        network {
          mode = "cni/odd"
        }

    ## Use instead
        network {
          mode = "cni/mynet"
        }
    """

    code = "NODE308"
    name = "invalid-result"


class PluginNotInstalled(_OfTheNetwork):
    """A plugin of a CNI network that is not installed on the node.

    ## What it finds
    Networks whose configuration names a plugin, or an address plugin, of which the client's `cni_path` holds no file.

    ## Why it matters
    The scheduler only knows the network's name: the allocation is placed and fails after three tries (`failed to find plugin`).

    ## Example
        network {
          mode = "cni/calico"
        }

    ## Use instead
        network {
          mode = "cni/mynet"
        }
    """

    code = "NODE310"
    name = "plugin-not-installed"


class PluginFails(_OfTheNetwork):
    """A plugin of a CNI network that refuses its configuration.

    ## What it finds
    Options that a plugin does not take, ranges without a free address, devices that are not there: what the CNI project's own plugins would
    answer.

    ## Why it matters
    The allocation is placed and fails after three tries.

    ## Example
        network {
          mode = "cni/full"
        }

    ## Use instead
        network {
          mode = "cni/mynet"
        }
    """

    code = "NODE311"
    name = "plugin-fails"


class PluginsBesideOnly(_OfTheNetwork):
    """A CNI network whose plugins all stand in a folder beside its file.

    ## What it finds
    Networks whose list names no plugin itself and gets them from the folder of the network's name, as newer versions of libcni allow.

    ## Why it matters
    Nomad's client reads them when it starts and hands on only those in the file itself: it crashes over a list without any.

    ## Example
        network {
          mode = "cni/beside"
        }

    ## Use instead
        network {
          mode = "cni/mynet"
        }
    """

    code = "NODE313"
    name = "plugins-beside-only"
