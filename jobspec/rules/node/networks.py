"""NODE201, NODE202, NODE203, NODE211: networks, host networks and plugins that nodes lack."""

from __future__ import annotations

from jobspec.rules.node.rule import NodeRule


class MissingHostNetwork(NodeRule):
    """A port on a host network that the node does not have.

    ## What it finds
    `host_network` of a port with a name that no address of the node belongs to: the client defines no such `host_network`, or defines it
    with a `cidr` or `interface` that none of its addresses match. Every node has the host network `default`.

    ## Why it matters
    The scheduler leaves the node out. Nomad's words are `missing host network "NAME" for port "LABEL"`.

    ## Example
        network {
          port "http" {
            host_network = "publik"
          }
        }

    ## Use instead
        network {
          port "http" {
            host_network = "public"
          }
        }
    """

    code = "NODE201"
    name = "missing-host-network"


class MissingNetwork(NodeRule):
    """A network mode that the node does not offer.

    ## What it finds
    A `mode` that is none of the node's: `cni/NAME` where its CNI folder holds no network of that name, `bridge` where the kernel's module
    is not there, or no mode at all that Nomad knows. A group without a network block needs a node with a host network.

    ## Why it matters
    The scheduler leaves the node out, and says no more than `missing network`.

    ## Example
        network {
          mode = "cni/mynte"
        }

    ## Use instead
        network {
          mode = "cni/mynet"
        }
    """

    code = "NODE202"
    name = "missing-network"


class MissingNetworkPlugin(NodeRule):
    """A CNI plugin that bridge mode or a transparent proxy needs is not installed on the node.

    ## What it finds
    Groups in bridge mode on nodes without the plugins bridge, firewall, host-local, loopback and portmap (0.4.0 or later); groups with a
    transparent proxy on nodes without consul-cni (1.4.2 or later). Servers add these constraints when the job is registered.

    ## Why it matters
    The scheduler leaves the node out; Nomad's words are the constraint.

    ## Example
        network {
          mode = "bridge"
        }
        service {
          name     = "web"
          provider = "consul"
          connect {
            sidecar_service {
              proxy {
                transparent_proxy {}
              }
            }
          }
        }

    ## Use instead
        network {
          mode = "bridge"
        }
    """

    code = "NODE203"
    name = "missing-network-plugin"


class PortWithoutAddress(NodeRule):
    """A port on a host network that has no address on the node.

    ## What it finds
    Ports of a group in mode `none`, whose host networks the scheduler does not look at first, where the node has no address for them.

    ## Why it matters
    The node cannot give the port. Nomad's words are `network: no addresses available for NAME network`.

    ## Example
        network {
          mode = "none"
          port "http" {
            host_network = "publik"
          }
        }

    ## Use instead
        network {
          mode = "none"
        }
    """

    code = "NODE211"
    name = "port-without-address"
