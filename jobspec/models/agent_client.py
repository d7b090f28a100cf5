"""The agent as a client: `client { … }` and its blocks."""

from typing import Annotated, ClassVar

from jobspec.models import fields as hcl
from jobspec.models.agent_join import ServerJoin
from jobspec.models.agent_template import ClientTemplateConfig
from jobspec.models.base import Model


class Resources(Model, frozen=True, kw_only=True, eq=False):
    """What the node keeps for itself: `reserved { … }`."""

    refuses_unknown: ClassVar[bool] = True

    cpu: Annotated[int, hcl.attribute("cpu", "CPU", "int", "CPU in MHz.")] = 0
    memory: Annotated[int, hcl.attribute("memory", "MemoryMB", "int", "Memory in MB.")] = 0
    disk: Annotated[int, hcl.attribute("disk", "DiskMB", "int", "Disk space in MB.")] = 0
    reserved_ports: Annotated[str, hcl.attribute(
        "reserved_ports", "ReservedPorts", "string", 'Ports that no job gets on any address: "22,80,8500-8600".')] = ""
    cores: Annotated[str, hcl.attribute("cores", "Cores", "string", 'CPU cores that no job gets: "0-2,7".')] = ""


class ClientHostVolumeConfig(Model, frozen=True, kw_only=True, eq=False):
    """A folder of the node that jobs may mount: `host_volume "NAME" { … }`."""

    name: Annotated[str, hcl.label("", "Name", "Name by which jobs ask for the volume.")] = ""
    path: Annotated[str, hcl.attribute("path", "Path", "string", "Absolute path on the node.")] = ""
    read_only: Annotated[bool, hcl.attribute("read_only", "ReadOnly", "bool", "Forbids jobs to write to it.")] = False
    id: Annotated[str, hcl.api("ID", "string", "Set for volumes that Nomad makes itself.")] = ""


class ClientHostNetworkConfig(Model, frozen=True, kw_only=True, eq=False):
    """A name for some of the node's addresses: `host_network "NAME" { … }`."""

    name: Annotated[str, hcl.label("", "Name", "Name by which ports ask for the network.")] = ""
    cidr: Annotated[str, hcl.attribute(
        "cidr", "CIDR", "string", "Addresses in this network belong to it. Several, separated by commas, are allowed.")] = ""
    interface: Annotated[str, hcl.attribute(
        "interface", "Interface", "string", "Addresses of this interface belong to it. May be a go-sockaddr template.")] = ""
    reserved_ports: Annotated[str, hcl.attribute(
        "reserved_ports", "ReservedPorts", "string", 'Ports that no job gets on this network: "22,80,8500-8600".')] = ""


class ArtifactConfig(Model, frozen=True, kw_only=True, eq=False):
    """Limits of downloads: `artifact { … }`."""

    http_read_timeout: Annotated[str | None, hcl.attribute(
        "http_read_timeout", "HTTPReadTimeout", "string", 'Longest download by HTTP; default "30m".')] = None
    http_max_size: Annotated[str | None, hcl.attribute(
        "http_max_size", "HTTPMaxSize", "string", 'Largest download by HTTP; default "100GB".')] = None
    gcs_timeout: Annotated[str | None, hcl.attribute(
        "gcs_timeout", "GCSTimeout", "string", 'Longest download from Google Cloud Storage; default "30m".')] = None
    git_timeout: Annotated[str | None, hcl.attribute(
        "git_timeout", "GitTimeout", "string", 'Longest download by git; default "30m".')] = None
    hg_timeout: Annotated[str | None, hcl.attribute(
        "hg_timeout", "HgTimeout", "string", 'Longest download by Mercurial; default "30m".')] = None
    s3_timeout: Annotated[str | None, hcl.attribute("s3_timeout", "S3Timeout", "string", 'Longest download from S3; default "30m".')] = None
    decompression_file_count_limit: Annotated[int | None, hcl.attribute(
        "decompression_file_count_limit", "DecompressionFileCountLimit", "int", "Most files in an archive; default 4096, 0: any.")] = None
    decompression_size_limit: Annotated[str | None, hcl.attribute(
        "decompression_size_limit", "DecompressionSizeLimit", "string", 'Largest content of an archive; default "100GB", "0": any.')] = None
    disable_artifact_inspection: Annotated[bool | None, hcl.attribute(
        "disable_artifact_inspection", "DisableArtifactInspection", "bool", "Does not look for links that lead out of the sandbox.")] = None
    disable_filesystem_isolation: Annotated[bool | None, hcl.attribute(
        "disable_filesystem_isolation", "DisableFilesystemIsolation", "bool", "Downloads without landlock.")] = None
    filesystem_isolation_extra_paths: Annotated[tuple[str, ...] | None, hcl.attribute(
        "filesystem_isolation_extra_paths", "FilesystemIsolationExtraPaths", "list(string)", "Further paths for downloads.")] = None
    set_environment_variables: Annotated[str | None, hcl.attribute(
        "set_environment_variables", "SetEnvironmentVariables", "string", "Variables of the agent that downloads see, by commas.")] = None


class DrainConfig(Model, frozen=True, kw_only=True, eq=False):
    """What happens to allocations when the client stops: `drain_on_shutdown { … }`."""

    deadline: Annotated[str | None, hcl.attribute(
        "deadline", "Deadline", "string", 'How long allocations may take to stop; default "1h".')] = None
    ignore_system_jobs: Annotated[bool | None, hcl.attribute(
        "ignore_system_jobs", "IgnoreSystemJobs", "bool", "Leaves system jobs running.")] = None
    force: Annotated[bool | None, hcl.attribute("force", "Force", "bool", "Stops allocations at once.")] = None


class UsersConfig(Model, frozen=True, kw_only=True, eq=False):
    """Users that Nomad makes up for tasks: `users { … }`."""

    dynamic_user_min: Annotated[int | None, hcl.attribute(
        "dynamic_user_min", "MinDynamicUser", "int", "Lowest user id; default 80000.")] = None
    dynamic_user_max: Annotated[int | None, hcl.attribute(
        "dynamic_user_max", "MaxDynamicUser", "int", "Highest user id; default 89999.")] = None


class Fingerprint(Model, frozen=True, kw_only=True, eq=False):
    """How a property of the node is looked for: `fingerprint "NAME" { … }`."""

    refuses_unknown: ClassVar[bool] = True

    name: Annotated[str, hcl.label("", "Name", "Name of the fingerprinter: env_aws, env_azure, env_digitalocean, env_gce.")] = ""
    retry_interval: Annotated[int, hcl.interval(
        "retry_interval", "RetryInterval", "How long to wait before trying again.", go_name="RetryInterval")] = 0
    retry_attempts: Annotated[int, hcl.attribute("retry_attempts", "RetryAttempts", "int", "How often to try again; -1: for ever.")] = 0
    exit_on_failure: Annotated[bool | None, hcl.attribute(
        "exit_on_failure", "ExitOnFailure", "bool", "Stops the agent when it fails.")] = None


class ClientConfig(Model, frozen=True, kw_only=True, eq=False):
    """The agent as a client: `client { … }`."""

    refuses_unknown: ClassVar[bool] = True

    enabled: Annotated[bool, hcl.attribute("enabled", "Enabled", "bool", "Makes the agent a client.")] = False
    state_dir: Annotated[str, hcl.attribute("state_dir", "StateDir", "string", "Absolute path; default DATA_DIR/client.")] = ""
    alloc_dir: Annotated[str, hcl.attribute("alloc_dir", "AllocDir", "string", "Absolute path; default DATA_DIR/alloc.")] = ""
    alloc_mounts_dir: Annotated[str, hcl.attribute(
        "alloc_mounts_dir", "AllocMountsDir", "string", "Absolute path; default DATA_DIR/alloc_mounts.")] = ""
    host_volumes_dir: Annotated[str, hcl.attribute(
        "host_volumes_dir", "HostVolumesDir", "string", "Where dynamic host volumes go; default DATA_DIR/host_volumes.")] = ""
    host_volume_plugin_dir: Annotated[str, hcl.attribute(
        "host_volume_plugin_dir", "HostVolumePluginDir", "string",
        "Where plugins for host volumes are; default DATA_DIR/host_volume_plugins.")] = ""
    intro_token: Annotated[str, hcl.api("IntroToken", "string", "Token for the first registration; from the command line.")] = ""
    common_plugin_dir: Annotated[str, hcl.attribute(
        "common_plugin_dir", "CommonPluginDir", "string", "Where common plugins are; default DATA_DIR/common_plugins.")] = ""
    servers: Annotated[tuple[str, ...] | None, hcl.attribute("servers", "Servers", "list(string)", "Addresses of servers.")] = None
    node_class: Annotated[str, hcl.attribute("node_class", "NodeClass", "string", "A name for nodes of one kind.")] = ""
    node_pool: Annotated[str, hcl.attribute("node_pool", "NodePool", "string", "Node pool of the node; default: default.")] = ""
    options: Annotated[dict[str, str] | None, hcl.block_map(
        "options", "Options", "map(string)", "Internals, such as driver.allowlist and fingerprint.denylist.")] = None
    meta: Annotated[dict[str, str] | None, hcl.block_map("meta", "Meta", "map(string)", "Free names and values for constraints.")] = None
    chroot_env: Annotated[dict[str, str] | None, hcl.block_map(
        "chroot_env", "ChrootEnv", "map(string)", "Folders of the node and where they appear in a task's chroot.")] = None
    network_interface: Annotated[str, hcl.attribute(
        "network_interface", "NetworkInterface", "string", "Interface of the default address. May be a go-sockaddr template.")] = ""
    preferred_address_family: Annotated[str, hcl.attribute(
        "preferred_address_family", "PreferredAddressFamily", "string", "ipv4 or ipv6: whose addresses come first.")] = ""
    network_speed: Annotated[int, hcl.attribute("network_speed", "NetworkSpeed", "int", "Speed of the interface in MBit/s.")] = 0
    cpu_disable_dmidecode: Annotated[bool, hcl.attribute(
        "cpu_disable_dmidecode", "CpuDisableDmidecode", "bool", "Does not use dmidecode to find the CPU's speed.")] = False
    cpu_total_compute: Annotated[int, hcl.attribute("cpu_total_compute", "CpuCompute", "int", "CPU of the node in MHz.")] = 0
    memory_total_mb: Annotated[int, hcl.attribute("memory_total_mb", "MemoryMB", "int", "Memory of the node in MB.")] = 0
    disk_total_mb: Annotated[int, hcl.attribute("disk_total_mb", "DiskTotalMB", "int", "Disk space of the node in MB.")] = 0
    disk_free_mb: Annotated[int, hcl.attribute("disk_free_mb", "DiskFreeMB", "int", "Free disk space in MB; deprecated.")] = 0
    reservable_cores: Annotated[str, hcl.attribute(
        "reservable_cores", "ReservableCores", "string", 'Cores that jobs may ask for: "0-3".')] = ""
    max_kill_timeout: Annotated[str, hcl.attribute(
        "max_kill_timeout", "MaxKillTimeout", "string", 'Longest kill_timeout of a task; default "30s".')] = ""
    client_max_port: Annotated[int, hcl.attribute(
        "client_max_port", "ClientMaxPort", "int", "Highest port for plugins; default 14512.")] = 0
    client_min_port: Annotated[int, hcl.attribute("client_min_port", "ClientMinPort", "int", "Lowest port for plugins; default 14000.")] = 0
    max_dynamic_port: Annotated[int, hcl.attribute(
        "max_dynamic_port", "MaxDynamicPort", "int", "Highest port that jobs get by chance; default 32000.")] = 0
    min_dynamic_port: Annotated[int, hcl.attribute(
        "min_dynamic_port", "MinDynamicPort", "int", "Lowest port that jobs get by chance; default 20000.")] = 0
    reserved: Annotated[Resources | None, hcl.block("reserved", "Reserved", "Resources", "What the node keeps for itself.")] = None
    gc_interval: Annotated[int, hcl.interval(
        "gc_interval", "GCInterval", "How often old allocations are cleared; default 1m.", go_name="GCInterval")] = 0
    gc_parallel_destroys: Annotated[int, hcl.attribute(
        "gc_parallel_destroys", "GCParallelDestroys", "int", "How many are cleared at once; default 2.")] = 0
    gc_disk_usage_threshold: Annotated[float, hcl.attribute(
        "gc_disk_usage_threshold", "GCDiskUsageThreshold", "float", "Percentage of disk space above which is cleared; default 80.")] = 0.0
    gc_inode_usage_threshold: Annotated[float, hcl.attribute(
        "gc_inode_usage_threshold", "GCInodeUsageThreshold", "float", "Percentage of inodes above which is cleared; default 70.")] = 0.0
    gc_max_allocs: Annotated[int, hcl.attribute("gc_max_allocs", "GCMaxAllocs", "int", "Most allocations before clearing; default 50.")] = 0
    gc_volumes_on_node_gc: Annotated[bool, hcl.attribute(
        "gc_volumes_on_node_gc", "GCVolumesOnNodeGC", "bool", "Forgets the node's dynamic volumes together with the node.")] = False
    no_host_uuid: Annotated[bool | None, hcl.attribute(
        "no_host_uuid", "NoHostUUID", "bool", "Makes up a node id rather than using the host's; default true.")] = None
    disable_remote_exec: Annotated[bool, hcl.attribute(
        "disable_remote_exec", "DisableRemoteExec", "bool", "Forbids `nomad alloc exec` on this node.")] = False
    template: Annotated[ClientTemplateConfig | None, hcl.block(
        "template", "TemplateConfig", "ClientTemplateConfig", "How templates are rendered.")] = None
    server_join: Annotated[ServerJoin | None, hcl.block("server_join", "ServerJoin", "ServerJoin", "How servers are found.")] = None
    host_volumes: Annotated[tuple[ClientHostVolumeConfig, ...] | None, hcl.blocks(
        "host_volume", "HostVolumes", "list(ClientHostVolumeConfig)", "Folders that jobs may mount.")] = None
    cni_path: Annotated[str, hcl.attribute(
        "cni_path", "CNIPath", "string", "Folders with CNI plugins, by colons; default /opt/cni/bin:/usr/libexec/cni.")] = ""
    cni_config_dir: Annotated[str, hcl.attribute(
        "cni_config_dir", "CNIConfigDir", "string", "Folder with CNI networks; default /opt/cni/config.")] = ""
    bridge_network_name: Annotated[str, hcl.attribute(
        "bridge_network_name", "BridgeNetworkName", "string", "Name of the bridge of bridge mode; default nomad.")] = ""
    bridge_network_subnet: Annotated[str, hcl.attribute(
        "bridge_network_subnet", "BridgeNetworkSubnet", "string", "IPv4 network of bridge mode; default 172.26.64.0/20.")] = ""
    bridge_network_subnet_ipv6: Annotated[str, hcl.attribute(
        "bridge_network_subnet_ipv6", "BridgeNetworkSubnetIPv6", "string", "IPv6 network of bridge mode; default none.")] = ""
    bridge_network_hairpin_mode: Annotated[bool, hcl.attribute(
        "bridge_network_hairpin_mode", "BridgeNetworkHairpinMode", "bool",
        "Lets an allocation reach itself through its own published port.")] = False
    host_networks: Annotated[tuple[ClientHostNetworkConfig, ...] | None, hcl.blocks(
        "host_network", "HostNetworks", "list(ClientHostNetworkConfig)", "Names for some of the node's addresses.")] = None
    bind_wildcard_default_host_network: Annotated[bool, hcl.attribute(
        "bind_wildcard_default_host_network", "BindWildcardDefaultHostNetwork", "bool",
        "Publishes ports on all addresses while there are no host networks; default true.")] = False
    cgroup_parent: Annotated[str, hcl.attribute(
        "cgroup_parent", "CgroupParent", "string", "Parent of all cgroups; default nomad.slice.")] = ""
    nomad_service_discovery: Annotated[bool | None, hcl.attribute(
        "nomad_service_discovery", "NomadServiceDiscovery", "bool", "Takes services of the provider nomad; default true.")] = None
    artifact: Annotated[ArtifactConfig | None, hcl.block("artifact", "Artifact", "ArtifactConfig", "Limits of downloads.")] = None
    drain_on_shutdown: Annotated[DrainConfig | None, hcl.block(
        "drain_on_shutdown", "Drain", "DrainConfig", "Moves allocations away when the agent stops.")] = None
    users: Annotated[UsersConfig | None, hcl.block("users", "Users", "UsersConfig", "Users that Nomad makes up for tasks.")] = None
    node_max_allocs: Annotated[int, hcl.attribute(
        "node_max_allocs", "NodeMaxAllocs", "int", "Most allocations on the node; 0: any number.")] = 0
    log_file: Annotated[str, hcl.attribute("log_file", "LogFile", "string", "Log file that `nomad monitor export` reads.")] = ""
    fingerprints: Annotated[tuple[Fingerprint, ...] | None, hcl.blocks(
        "fingerprint", "Fingerprinters", "list(Fingerprint)", "How properties of the node are looked for.")] = None
    default_ineligible: Annotated[bool, hcl.attribute(
        "default_ineligible", "DefaultIneligible", "bool", "A new node takes no jobs until it is made eligible.")] = False
