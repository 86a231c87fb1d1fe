import type { Attributes } from '../../plan/attributes';
import { isUnknown } from '../../plan/change';
import { eachChange } from '../finding';

const DESTINATIONS = ['destination_cidr_block', 'destination_ipv6_cidr_block', 'destination_prefix_list_id'];

/** What leads to something that decides by itself what goes on: an appliance, a firewall. */
const APPLIANCES = ['network_interface_id', 'vpc_endpoint_id'];

const TARGETS = [
  ...APPLIANCES,
  ...['gateway_id', 'nat_gateway_id', 'transit_gateway_id', 'vpc_peering_connection_id', 'core_network_arn'],
];

/** Calls and their answers take another way than before. */
export const routeRedirected = eachChange(
  {
    name: 'route-redirected',
    level: 'caution',
    types: ['aws_route'],
    advice: 'Check that clients behind it still get answers.',
  },
  (change) => {
    const { kind, before, after } = change;
    if (after === undefined || kind === 'no-op' || kind === 'delete') return undefined;
    const destination = DESTINATIONS.map((name) => after[name]).find((one) => typeof one === 'string' && one !== '');
    const target = (values: Attributes | undefined) =>
      TARGETS.map((name) => values?.[name]).find((one) => typeof one === 'string' && one !== '');
    const [was, is] = [target(before), target(after)];
    if (before !== undefined)
      return was === is && !TARGETS.some((name) => Boolean(before[name]) && isUnknown(change, name))
        ? undefined
        : `The route to ${String(destination)} leads elsewhere than before.`;
    return APPLIANCES.some((name) => typeof after[name] === 'string' && after[name] !== '')
      ? `What goes to ${String(destination)} passes ${String(is)}, which may drop it.`
      : undefined;
  },
);
