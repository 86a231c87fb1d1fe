import {
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  type EC2Client,
  type Subnet,
  type VpcAttributeName,
} from '@aws-sdk/client-ec2';
import { DescribeModelCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { describePrivateLink } from '../../shared/aws/private-link';
import { observe, isObserved, type Observation } from './observation';

export interface ObservedPrivateLink {
  readonly id: string;
  readonly state: string;
  readonly privateDns: boolean;
  readonly zones: readonly string[];
}

/** The network of what serves: found from the model, so that it is what is, and not what should be. */
export interface ObservedNetwork {
  /** Undefined where the model is in none. */
  readonly vpcId: string | undefined;
  /** Where the model is. */
  readonly zones: readonly string[];
  /** VPC attributes that are off, though private DNS needs them. */
  readonly attributesOff: readonly string[];
  /** The PrivateLink endpoint of SageMaker Runtime, the one with private DNS before any other. */
  readonly privateLink: ObservedPrivateLink | undefined;
}

const NO_NETWORK: ObservedNetwork = { vpcId: undefined, zones: [], attributesOff: [], privateLink: undefined };

export async function observeNetwork(
  { sagemaker, ec2 }: { sagemaker: SageMakerClient; ec2: EC2Client },
  modelName: string,
  serviceName: string,
): Promise<Observation<ObservedNetwork>> {
  const model = await observe('sagemaker:DescribeModel', () =>
    sagemaker.send(new DescribeModelCommand({ ModelName: modelName })),
  );
  if (!isObserved(model)) return model;
  const inSubnets = model.value.VpcConfig?.Subnets ?? [];
  if (inSubnets.length === 0) return { value: NO_NETWORK };

  const subnets = await subnetsOf(ec2, inSubnets);
  if (!isObserved(subnets)) return subnets;
  const vpcId = subnets.value[0]?.VpcId;
  if (vpcId === undefined) return { value: NO_NETWORK };
  const zones = zonesOf(subnets.value);
  const [support, hostnames, privateLink] = await Promise.all([
    isOn(ec2, vpcId, 'enableDnsSupport'),
    isOn(ec2, vpcId, 'enableDnsHostnames'),
    observePrivateLink(ec2, vpcId, serviceName),
  ]);
  if (!isObserved(support)) return support;
  if (!isObserved(hostnames)) return hostnames;
  if (!isObserved(privateLink)) return privateLink;
  const attributesOff = [
    ...(support.value ? [] : ['enableDnsSupport']),
    ...(hostnames.value ? [] : ['enableDnsHostnames']),
  ];
  return { value: { vpcId, zones, attributesOff, privateLink: privateLink.value } };
}

async function observePrivateLink(
  ec2: EC2Client,
  vpcId: string,
  serviceName: string,
): Promise<Observation<ObservedPrivateLink | undefined>> {
  const found = await observe('ec2:DescribeVpcEndpoints', () => describePrivateLink(ec2, vpcId, serviceName));
  if (!isObserved(found)) return found;
  if (found.value === undefined) return { value: undefined };
  const { id, state, privateDns, subnetIds } = found.value;
  const subnets = await subnetsOf(ec2, subnetIds);
  if (!isObserved(subnets)) return subnets;
  return { value: { id, state, privateDns, zones: zonesOf(subnets.value) } };
}

const subnetsOf = (ec2: EC2Client, ids: readonly string[]): Promise<Observation<Subnet[]>> =>
  observe('ec2:DescribeSubnets', async () =>
    ids.length === 0 ? [] : ((await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [...ids] }))).Subnets ?? []),
  );

const isOn = (ec2: EC2Client, VpcId: string, attribute: VpcAttributeName): Promise<Observation<boolean>> =>
  observe('ec2:DescribeVpcAttribute', async () => {
    const output = await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: attribute }));
    return (attribute === 'enableDnsSupport' ? output.EnableDnsSupport : output.EnableDnsHostnames)?.Value === true;
  });

const zonesOf = (subnets: readonly Subnet[]): string[] =>
  subnets.flatMap(({ AvailabilityZone }) => AvailabilityZone ?? []).toSorted();
