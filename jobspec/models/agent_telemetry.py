"""Metrics: `telemetry { … }`."""

from typing import Annotated, ClassVar

from jobspec.models import fields as hcl
from jobspec.models.base import Model


class Telemetry(Model, frozen=True, kw_only=True, eq=False):
    """Metrics: `telemetry { … }`."""

    refuses_unknown: ClassVar[bool] = True

    in_memory_collection_interval: Annotated[str, hcl.attribute(
        "in_memory_collection_interval", "InMemoryCollectionInterval", "string",
        'How often the metrics of the API change; default "10s".')] = ""
    in_memory_retention_period: Annotated[str, hcl.attribute(
        "in_memory_retention_period", "InMemoryRetentionPeriod", "string", 'How long the API keeps metrics; default "1m".')] = ""
    statsite_address: Annotated[str, hcl.attribute("statsite_address", "StatsiteAddr", "string", "HOST:PORT of statsite.")] = ""
    statsd_address: Annotated[str, hcl.attribute("statsd_address", "StatsdAddr", "string", "HOST:PORT of statsd.")] = ""
    datadog_address: Annotated[str, hcl.attribute("datadog_address", "DataDogAddr", "string", "HOST:PORT of Datadog's statsd.")] = ""
    datadog_tags: Annotated[tuple[str, ...] | None, hcl.attribute(
        "datadog_tags", "DataDogTags", "list(string)", "Tags for Datadog.")] = None
    prometheus_metrics: Annotated[bool, hcl.attribute(
        "prometheus_metrics", "PrometheusMetrics", "bool", "Offers metrics to Prometheus.")] = False
    disable_hostname: Annotated[bool, hcl.attribute("disable_hostname", "DisableHostname", "bool", "Leaves the host's name out.")] = False
    use_node_name: Annotated[bool, hcl.attribute("use_node_name", "UseNodeName", "bool", "Uses the node's name for the host's.")] = False
    collection_interval: Annotated[str, hcl.attribute(
        "collection_interval", "CollectionInterval", "string", 'How often metrics are collected; default "1s".')] = ""
    publish_allocation_metrics: Annotated[bool, hcl.attribute(
        "publish_allocation_metrics", "PublishAllocationMetrics", "bool", "Publishes metrics of allocations.")] = False
    publish_node_metrics: Annotated[bool, hcl.attribute(
        "publish_node_metrics", "PublishNodeMetrics", "bool", "Publishes metrics of nodes.")] = False
    include_alloc_metadata_in_metrics: Annotated[bool, hcl.attribute(
        "include_alloc_metadata_in_metrics", "IncludeAllocMetadataInMetrics", "bool", "Adds the meta of jobs as labels.")] = False
    allowed_metadata_keys_in_metrics: Annotated[tuple[str, ...] | None, hcl.attribute(
        "allowed_metadata_keys_in_metrics", "AllowedMetadataKeysInMetrics", "list(string)", "Which of it.")] = None
    prefix_filter: Annotated[tuple[str, ...] | None, hcl.attribute(
        "prefix_filter", "PrefixFilter", "list(string)", 'Beginnings of names to allow ("+nomad.raft") or block ("-nomad.raft").')] = None
    filter_default: Annotated[bool | None, hcl.attribute(
        "filter_default", "FilterDefault", "bool", "What no filter names is published; default true.")] = None
    disable_dispatched_job_summary_metrics: Annotated[bool, hcl.attribute(
        "disable_dispatched_job_summary_metrics", "DisableDispatchedJobSummaryMetrics", "bool", "Leaves dispatched jobs out.")] = False
    disable_quota_utilization_metrics: Annotated[bool, hcl.attribute(
        "disable_quota_utilization_metrics", "DisableQuotaUtilizationMetrics", "bool",
        "Leaves the use of quotas out (Enterprise).")] = False
    disable_rpc_rate_metrics_labels: Annotated[bool, hcl.attribute(
        "disable_rpc_rate_metrics_labels", "DisableRPCRateMetricsLabels", "bool", "Leaves identities out of request rates.")] = False
    disable_allocation_hook_metrics: Annotated[bool | None, hcl.attribute(
        "disable_allocation_hook_metrics", "DisableAllocationHookMetrics", "bool", "Leaves the steps of allocations out.")] = None
    circonus_api_token: Annotated[str, hcl.attribute("circonus_api_token", "CirconusAPIToken", "string", "Circonus: token.")] = ""
    circonus_api_app: Annotated[str, hcl.attribute("circonus_api_app", "CirconusAPIApp", "string", "Circonus: name of the app.")] = ""
    circonus_api_url: Annotated[str, hcl.attribute("circonus_api_url", "CirconusAPIURL", "string", "Circonus: address.")] = ""
    circonus_submission_interval: Annotated[str, hcl.attribute(
        "circonus_submission_interval", "CirconusSubmissionInterval", "string", "Circonus: how often metrics are sent.")] = ""
    circonus_submission_url: Annotated[str, hcl.attribute(
        "circonus_submission_url", "CirconusCheckSubmissionURL", "string", "Circonus: where they are sent.")] = ""
    circonus_check_id: Annotated[str, hcl.attribute("circonus_check_id", "CirconusCheckID", "string", "Circonus: id of a check.")] = ""
    circonus_check_force_metric_activation: Annotated[str, hcl.attribute(
        "circonus_check_force_metric_activation", "CirconusCheckForceMetricActivation", "string",
        "Circonus: activates metrics again.")] = ""
    circonus_check_instance_id: Annotated[str, hcl.attribute(
        "circonus_check_instance_id", "CirconusCheckInstanceID", "string", "Circonus: id of this instance.")] = ""
    circonus_check_search_tag: Annotated[str, hcl.attribute(
        "circonus_check_search_tag", "CirconusCheckSearchTag", "string", "Circonus: tag to search for.")] = ""
    circonus_check_tags: Annotated[str, hcl.attribute("circonus_check_tags", "CirconusCheckTags", "string", "Circonus: tags.")] = ""
    circonus_check_display_name: Annotated[str, hcl.attribute(
        "circonus_check_display_name", "CirconusCheckDisplayName", "string", "Circonus: name to show.")] = ""
    circonus_broker_id: Annotated[str, hcl.attribute("circonus_broker_id", "CirconusBrokerID", "string", "Circonus: id of a broker.")] = ""
    circonus_broker_select_tag: Annotated[str, hcl.attribute(
        "circonus_broker_select_tag", "CirconusBrokerSelectTag", "string", "Circonus: tag of brokers.")] = ""
