import {
  DescribeNetworkInterfacesCommand,
  DescribeSubnetsCommand,
  type EC2Client,
  type VpcEndpoint,
} from '@aws-sdk/client-ec2';
import { findPrivateLinkEndpoint } from '../../shared/aws/find-private-link-endpoint';
import { explainAwsError } from '../../shared/aws/explain-aws-error';
import type { HostName, NetworkInterface } from '../analyse/ways';
import { ProbeError } from '../problem';

/** The PrivateLink endpoint that a VPC's calls take, with where its addresses are and what it is called by. */
export interface PrivateLinkFacts {
  readonly id: string;
  readonly state: string;
  readonly privateDns: boolean;
  readonly interfaces: readonly NetworkInterface[];
  readonly names: readonly HostName[];
}

/**
 * @param privateName - the Runtime's own name, which private DNS answers for
 * @throws ProbeError where there is none
 */
export async function findPrivateLink(
  ec2: EC2Client,
  vpcId: string,
  serviceName: string,
  privateName: string,
): Promise<PrivateLinkFacts> {
  const it = await asked('ec2:DescribeVpcEndpoints', () => findPrivateLinkEndpoint(ec2, vpcId, serviceName));
  if (it === undefined)
    throw new ProbeError(`${vpcId} has no PrivateLink endpoint for ${serviceName}: deploy the network again`);
  const interfaces = await interfacesOf(ec2, it);
  return {
    id: it.VpcEndpointId ?? '',
    state: (it.State ?? 'unknown').toLowerCase(),
    privateDns: it.PrivateDnsEnabled ?? false,
    interfaces,
    names: namesOf(it, privateName, [...new Set(interfaces.map(({ zone }) => zone))].toSorted()),
  };
}

async function interfacesOf(ec2: EC2Client, { NetworkInterfaceIds }: VpcEndpoint): Promise<NetworkInterface[]> {
  if (NetworkInterfaceIds === undefined || NetworkInterfaceIds.length === 0) return [];
  const { NetworkInterfaces: found = [] } = await asked('ec2:DescribeNetworkInterfaces', () =>
    ec2.send(new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds })),
  );
  return found.flatMap(({ PrivateIpAddress: address, AvailabilityZone: zone }) =>
    address === undefined || zone === undefined ? [] : [{ address, zone }],
  );
}

/** AWS lists the names in no order that it promises: a zonal one has its zone in it, the others end alike. */
function namesOf({ DnsEntries = [] }: VpcEndpoint, privateName: string, zones: readonly string[]): HostName[] {
  const all = DnsEntries.flatMap(({ DnsName }) => DnsName ?? []).filter((name) => name.startsWith('vpce-'));
  const zoneIn = (name: string) => zones.find((zone) => name.split('.')[0]?.endsWith(`-${zone}`));
  const regional = all.find((name) => zoneIn(name) === undefined);
  return [
    { host: privateName, kind: 'private' },
    ...(regional === undefined ? [] : [{ host: regional, kind: 'regional' } as const]),
    ...zones.flatMap((zone): HostName[] => {
      const host = all.find((name) => zoneIn(name) === zone);
      return host === undefined ? [] : [{ host, kind: 'zonal', zone }];
    }),
  ];
}

/** The zones of subnets, by id. */
export async function zoneIdsOf(ec2: EC2Client, SubnetIds: string[]): Promise<ReadonlyMap<string, string>> {
  const { Subnets: found = [] } = await asked('ec2:DescribeSubnets', () =>
    ec2.send(new DescribeSubnetsCommand({ SubnetIds })),
  );
  return new Map(
    found.flatMap(({ SubnetId, AvailabilityZoneId }) =>
      SubnetId === undefined || AvailabilityZoneId === undefined ? [] : [[SubnetId, AvailabilityZoneId] as const],
    ),
  );
}

async function asked<T>(action: string, answer: () => Promise<T>): Promise<T> {
  try {
    return await answer();
  } catch (error) {
    throw new ProbeError(`${action}: ${explainAwsError(error)}`);
  }
}
