/** The label of an instance's zone in CloudWatch's OpenTelemetry metrics. */
export const ZONE_LABEL = '@resource.cloud.availability_zone';

/**
 * Counts an endpoint's instances by zone, in PromQL: by the hosts that publish CPU time. AWS lists the count as
 * `InstancesPerAZ`, an aggregate; this is calculated from a metric and labels that its examples query.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitoring-detailed-observability-promql.html
 */
export const instancesByZoneQuery = (endpoint: string): string =>
  `count by ("${ZONE_LABEL}") (count by ("${ZONE_LABEL}", "@resource.host.id") ` +
  `(node_cpu_seconds_total{mode="idle", "aws.sagemaker.endpoint.name"="${endpoint}"}))`;
