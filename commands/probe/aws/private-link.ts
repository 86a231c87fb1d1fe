import { DescribeNetworkInterfacesCommand, DescribeSubnetsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import { describePrivateLink } from '../../shared/aws/private-link';
import { askAws, ProbeError } from '../probe-error';
import type { HostName, NetworkInterface, PrivateLinkFacts } from '../private-link-facts';

/**
 * Looks up the PrivateLink endpoint, its network interfaces and its names.
 *
 * @param privateName - the Runtime's own name, which private DNS answers for
 * @throws ProbeError where there is none
 */
export async function privateLinkFacts(
  ec2: EC2Client,
  vpcId: string,
  serviceName: string,
  privateName: string,
): Promise<PrivateLinkFacts> {
  const found = await askAws('ec2:DescribeVpcEndpoints', () => describePrivateLink(ec2, vpcId, serviceName));
  if (found === undefined)
    throw new ProbeError(`${vpcId} has no PrivateLink endpoint for ${serviceName}: deploy the network again`);
  const { id, state, privateDns, networkInterfaceIds, dnsNames } = found;
  const interfaces = await interfacesOf(ec2, networkInterfaceIds);
  const zones = [...new Set(interfaces.map(({ zone }) => zone))].toSorted();
  return { id, state, privateDns, interfaces, names: hostNames(dnsNames, privateName, zones) };
}

async function interfacesOf(ec2: EC2Client, ids: readonly string[]): Promise<NetworkInterface[]> {
  if (ids.length === 0) return [];
  const { NetworkInterfaces: found = [] } = await askAws('ec2:DescribeNetworkInterfaces', () =>
    ec2.send(new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [...ids] })),
  );
  return found.flatMap(({ PrivateIpAddress: address, AvailabilityZone: zone, SubnetId: subnetId }) =>
    address === undefined || zone === undefined ? [] : [{ address, zone, subnetId }],
  );
}

/** AWS promises no order of the names: a zonal one has its zone in it, the regional one has none. */
function hostNames(dnsNames: readonly string[], privateName: string, zones: readonly string[]): HostName[] {
  const all = dnsNames.filter((name) => name.startsWith('vpce-'));
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
  const { Subnets: found = [] } = await askAws('ec2:DescribeSubnets', () =>
    ec2.send(new DescribeSubnetsCommand({ SubnetIds })),
  );
  return new Map(
    found.flatMap(({ SubnetId, AvailabilityZoneId }) =>
      SubnetId === undefined || AvailabilityZoneId === undefined ? [] : [[SubnetId, AvailabilityZoneId] as const],
    ),
  );
}
