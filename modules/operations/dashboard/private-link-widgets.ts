import { interfaceDimensions, PRIVATE_LINK_NAMESPACE, type PrivateLinkDimensions } from '../private-link-metrics';
import { expression, graph, metric, type Widget } from './widget';

/** What passes the PrivateLink endpoint, zone by zone: of every SageMaker endpoint that is called through it. */
export function privateLinkWidgets(
  region: string,
  privateLink: PrivateLinkDimensions,
  subnetIds: Readonly<Record<string, string>>,
): Widget[] {
  const zones = Object.entries(subnetIds);
  const perZone = (name: string, stat: string) =>
    zones.map(([zone, subnetId]) =>
      metric(PRIVATE_LINK_NAMESPACE, name, interfaceDimensions(privateLink, subnetId), { label: zone, stat }),
    );
  const bytes = zones.map((_, i) => `FILL(bytes${i}, 0)`);
  return [
    graph(
      region,
      'PrivateLink: share of each zone in the bytes (an even spread is even bands)',
      zones.flatMap(([zone, subnetId], i) => [
        expression(`100 * ${bytes[i]} / (${bytes.join(' + ')})`, { label: zone }),
        metric(PRIVATE_LINK_NAMESPACE, 'BytesProcessed', interfaceDimensions(privateLink, subnetId), {
          id: `bytes${i}`,
          visible: false,
        }),
      ]),
      { left: '%', stacked: true },
    ),
    graph(region, 'PrivateLink: connections by zone', perZone('ActiveConnections', 'Average'), { left: 'connections' }),
    graph(region, 'PrivateLink: bytes by zone', perZone('BytesProcessed', 'Sum'), { left: 'bytes a minute' }),
    graph(region, 'PrivateLink: packets dropped by zone', perZone('PacketsDropped', 'Sum'), {
      left: 'packets a minute',
    }),
  ];
}
