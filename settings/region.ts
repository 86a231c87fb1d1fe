/**
 * The partitions of AWS by what their regions begin with; all others are in the partition `aws`.
 * The order matters: the longest beginnings first.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
const PARTITIONS: readonly (readonly [prefix: string, partition: string, dnsSuffix: string])[] = [
  ['us-isob-', 'aws-iso-b', 'sc2s.sgov.gov'],
  ['us-isof-', 'aws-iso-f', 'csp.hci.ic.gov'],
  ['us-iso-', 'aws-iso', 'c2s.ic.gov'],
  ['us-gov-', 'aws-us-gov', 'amazonaws.com'],
  ['eu-isoe-', 'aws-iso-e', 'cloud.adc-e.uk'],
  ['eusc-', 'aws-eusc', 'amazonaws.eu'],
  ['cn-', 'aws-cn', 'amazonaws.com.cn'],
];

/** Regions where SageMaker Runtime has a FIPS endpoint beside its ordinary one (`runtime-fips.sagemaker.REGION…`). */
export const FIPS_REGIONS: readonly string[] = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'];

const row = (region: string) => PARTITIONS.find(([prefix]) => region.startsWith(prefix));

export const partitionOf = (region: string): string => row(region)?.[1] ?? 'aws';

export const dnsSuffixOf = (region: string): string => row(region)?.[2] ?? 'amazonaws.com';

/**
 * The name of the PrivateLink service of SageMaker Runtime. The order of its parts is the reverse of the host name's.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/interface-vpc-endpoint.html
 */
export function runtimeServiceName(region: string, fips: boolean): string {
  const prefix = partitionOf(region) === 'aws-cn' ? 'cn.com.amazonaws' : 'com.amazonaws';
  return `${prefix}.${region}.sagemaker.runtime${fips ? '-fips' : ''}`;
}

/** The host name that private DNS makes resolve to the PrivateLink endpoint. */
export const runtimeHostName = (region: string, fips: boolean): string =>
  `runtime${fips ? '-fips' : ''}.sagemaker.${region}.${dnsSuffixOf(region)}`;

/** The name of S3's gateway service, and of the prefix list of its addresses. */
export const s3ServiceName = (region: string): string => `com.amazonaws.${region}.s3`;
