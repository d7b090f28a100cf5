"""NODE303 to NODE306, NODE309, NODE312, NODE314, NODE315: allocations that are placed and that the client cannot start."""

from __future__ import annotations

from jobspec.rules.node.rule import NodeRule


class HostnameNotPossible(NodeRule):
    """A host name that cannot be set.

    ## What it finds
    `hostname` in mode `host` or `none`; with a task whose driver cannot set it (all but docker); one that is no DNS name once its
    variables are filled in.

    ## Why it matters
    The allocation is placed and fails before any task starts.

    ## Example
        network {
          mode     = "bridge"
          hostname = "web"
        }

    ## Use instead
        network {
          mode = "bridge"
        }
    """

    code = "NODE303"
    name = "hostname-not-possible"


class DriverWithoutMode(NodeRule):
    """A task whose driver cannot run in the network mode of the group or of its own network.

    ## What it finds
    A mode that a driver cannot isolate tasks in: `driver` in the old network block of a task with a driver other than docker and podman.

    ## Why it matters
    The allocation is placed and fails before any task starts.

    ## Example
        task "web" {
          driver = "raw_exec"
          resources {
            network {
              mode = "driver"
            }
          }
        }

    ## Use instead
        task "web" {
          driver = "docker"
        }
    """

    code = "NODE304"
    name = "driver-without-mode"


class SeveralNamespaces(NodeRule):
    """Two drivers in one group that both want to make the network namespace.

    ## What it finds
    Groups in bridge or CNI mode with tasks of two drivers of which each makes the namespace itself, as docker does.

    ## Why it matters
    The allocation is placed and fails: only one driver can.

    ## Example
        network {
          mode = "bridge"
        }
        task "web" {
          driver = "docker"
        }

    ## Use instead
        network {
          mode = "bridge"
        }
        task "web" {
          driver = "raw_exec"
        }
    """

    code = "NODE305"
    name = "several-namespaces"


class ModeNoneFails(NodeRule):
    """A network block in mode none, which the client cannot start.

    ## What it finds
    Groups whose network has `mode = "none"`.

    ## Why it matters
    The allocation is placed and fails: the client makes the namespace and then misses the status of a network that nobody set up
    (`network already configured but not found in state`).

    ## Example
        network {
          mode = "none"
        }

    ## Use instead
        network {
          mode = "bridge"
        }
    """

    code = "NODE306"
    name = "mode-none-fails"


class InvalidProxyPort(NodeRule):
    """A node's default port for transparent proxies that is no port.

    ## What it finds
    Groups with a transparent proxy on nodes whose metadata `connect.transparent_proxy.default_outbound_port` cannot be read.

    ## Why it matters
    The allocation is placed and fails.

    ## Example
        network {
          mode = "bridge"
        }

    ## Use instead
        network {
          mode = "bridge"
        }
    """

    code = "NODE309"
    name = "invalid-proxy-port"


class InvalidNameserver(NodeRule):
    """A DNS server that is no address.

    ## What it finds
    `servers` of a network's `dns` block that are no IP addresses once their variables are filled in, with drivers that mount resolv.conf.

    ## Why it matters
    The allocation is placed, and its tasks fail: `bad nameserver address`.

    ## Example
        network {
          mode = "bridge"
          dns {
            servers = ["dns.example"]
          }
        }
        task "web" {
          driver = "exec"
        }

    ## Use instead
        network {
          mode = "bridge"
          dns {
            servers = ["192.0.2.53"]
          }
        }
        task "web" {
          driver = "exec"
        }
    """

    code = "NODE312"
    name = "invalid-nameserver"


class InvalidExtraHost(NodeRule):
    """An entry of docker's `extra_hosts` that is not a name and an address.

    ## What it finds
    Entries without a colon, or whose text after the first colon is no IP address, in a group whose network Nomad makes: there the hosts
    file is Nomad's, and docker's own words such as `host-gateway` mean nothing.

    ## Why it matters
    The driver cannot write the hosts file and the task does not start.

    ## Example
        network {
          mode = "bridge"
        }
        task "web" {
          driver = "docker"
          config {
            image       = "web:1"
            extra_hosts = ["gateway:host-gateway"]
          }
        }

    ## Use instead
        network {
          mode = "bridge"
        }
        task "web" {
          driver = "docker"
          config {
            image       = "web:1"
            extra_hosts = ["gateway:192.0.2.1"]
          }
        }
    """

    code = "NODE314"
    name = "invalid-extra-host"


class VolumeNotMountable(NodeRule):
    """A volume in a task whose driver cannot mount any.

    ## What it finds
    `volume_mount` of a host or CSI volume in a task of the drivers `raw_exec`, `java` and `qemu`.

    ## Why it matters
    The allocation is placed, the task fails before it starts, and the client does not try again.

    ## Example
        volume "data" {
          type   = "host"
          source = "data"
        }
        task "web" {
          driver = "raw_exec"
          volume_mount {
            volume      = "data"
            destination = "/data"
          }
        }

    ## Use instead
        volume "data" {
          type   = "host"
          source = "data"
        }
        task "web" {
          driver = "docker"
          volume_mount {
            volume      = "data"
            destination = "/data"
          }
        }
    """

    code = "NODE315"
    name = "volume-not-mountable"
