"""What can be wrong with CNI networks."""

from __future__ import annotations

from jobspec.diagnostics import Severity
from jobspec.nodes.finding_kind import FindingKind


class UnreadableCniFile(FindingKind):
    """A CNI file that is not JSON, or that cannot be read at all.

    ## What it finds
    A `*.conflist`, `*.conf` or `*.json` file of a `cni_config_dir` whose text is not JSON.

    ## Why it matters
    Nomad's client reads every such file when it starts. One that it cannot read keeps the whole agent from starting, whether a job
    uses the network or not.

    ## Example
        {"cniVersion": "1.0.0", "name": "lan",

    ## Use instead
        {"cniVersion": "1.0.0", "name": "lan", "plugins": [{"type": "ptp"}]}
    """

    code = "CNI001"
    name = "unreadable-cni-file"
    nomad = True
    scope = "cni"


class RefusedCniFile(FindingKind):
    """A CNI file that is JSON and no CNI network.

    ## What it finds
    A list without a name or without plugins, a plugin without a type, and values of types that the CNI library does not take.

    ## Why it matters
    As with a file that is not JSON: the whole agent does not start.

    ## Example
        {"cniVersion": "1.0.0", "name": "lan", "plugins": [{"bridge": "br0"}]}

    ## Use instead
        {"cniVersion": "1.0.0", "name": "lan", "plugins": [{"type": "bridge", "bridge": "br0"}]}
    """

    code = "CNI002"
    name = "refused-cni-file"
    nomad = True
    scope = "cni"


class UnknownCniVersion(FindingKind):
    """A `cniVersion` that the CNI library does not speak.

    ## What it finds
    A `cniVersion` that is none of 0.1.0, 0.2.0, 0.3.0, 0.3.1, 0.4.0, 1.0.0 and 1.1.0.

    ## Why it matters
    Nomad's client loads the file and places jobs on the network. The plugins then refuse the version, and every allocation fails.

    ## Example
        {"cniVersion": "1.0", "name": "lan", "plugins": [{"type": "ptp"}]}

    ## Use instead
        {"cniVersion": "1.0.0", "name": "lan", "plugins": [{"type": "ptp"}]}
    """

    code = "CNI003"
    name = "unknown-cni-version"
    scope = "cni"


class DuplicateCniNetwork(FindingKind):
    """Two CNI files that define a network of one name.

    ## What it finds
    A file whose network has the name of a network in an earlier file; files are read in the order of their names.

    ## Why it matters
    The client takes the first one and only logs the other: a changed copy under a later name is never used.

    ## Example
        {"cniVersion": "1.0.0", "name": "defined-already", "plugins": [{"type": "ptp"}]}

    ## Use instead
        {"cniVersion": "1.0.0", "name": "lan", "plugins": [{"type": "ptp"}]}
    """

    code = "CNI004"
    name = "duplicate-cni-network"
    severity = Severity.WARNING
    nomad = True
    scope = "cni"


class UnusableCniName(FindingKind):
    """A CNI network that no job can use because of its name.

    ## What it finds
    A network without a name, and one whose name has capitals.

    ## Why it matters
    The scheduler compares `cni/NAME` as it is written; the client then looks for the name in lower case. A network named `MyNet`
    is placed and never found, and every allocation fails with "not found for name mynet".

    ## Example
        {"cniVersion": "1.0.0", "name": "MyNet", "plugins": [{"type": "ptp"}]}

    ## Use instead
        {"cniVersion": "1.0.0", "name": "mynet", "plugins": [{"type": "ptp"}]}
    """

    code = "CNI005"
    name = "unusable-cni-name"
    severity = Severity.WARNING
    scope = "cni"


class RefusedPluginOption(FindingKind):
    """An option that its CNI plugin refuses.

    ## What it finds
    Options of the CNI project's own plugins, of Cilium's and of Calico's that are missing, of the wrong type or out of bounds.

    ## Why it matters
    Nomad loads the file without a look at the options. The plugin refuses them when the first allocation starts, which then fails.

    ## Example
        {"cniVersion": "1.0.0", "name": "lan", "plugins": [{"type": "macvlan", "mode": "brigde"}]}

    ## Use instead
        {"cniVersion": "1.0.0", "name": "lan", "plugins": [{"type": "macvlan", "mode": "bridge"}]}
    """

    code = "CNI006"
    name = "refused-plugin-option"
    scope = "cni"


class UnknownPluginOption(FindingKind):
    """An option that its CNI plugin does not know, and that looks like one that it does.

    ## What it finds
    Keys of a plugin's configuration that differ from one of its options by a slip of the pen.

    ## Why it matters
    Plugins pass over what they do not know: the option has no effect, and nothing says so.

    ## Example
        {"cniVersion": "1.0.0", "name": "lan", "plugins": [{"type": "bridge", "ipMask": true}]}

    ## Use instead
        {"cniVersion": "1.0.0", "name": "lan", "plugins": [{"type": "bridge", "ipMasq": true}]}
    """

    code = "CNI007"
    name = "unknown-plugin-option"
    severity = Severity.WARNING
    scope = "cni"


CNI_FINDINGS: tuple[type[FindingKind], ...] = (
    UnreadableCniFile, RefusedCniFile, UnknownCniVersion, DuplicateCniNetwork, UnusableCniName, RefusedPluginOption, UnknownPluginOption,
)
