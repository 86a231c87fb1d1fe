/** What the simulated VPC consists of: the names are built as AWS builds them, the addresses are anybody's. */
export const REGION = 'us-east-1';
export const ENDPOINT_NAME = 'dev-diabetes';

/** What the SDK calls: private DNS resolves it to the network interfaces of the PrivateLink endpoint. */
export const RUNTIME_NAME = `runtime.sagemaker.${REGION}.amazonaws.com`;

const PRIVATE_LINK = 'vpce-0a1b2c3d4e5f60718-q1w2e3r4';
const PRIVATE_LINK_DOMAIN = `runtime.sagemaker.${REGION}.vpce.amazonaws.com`;
export const REGIONAL_NAME = `${PRIVATE_LINK}.${PRIVATE_LINK_DOMAIN}`;

/** The names that the Runtime's certificate has. */
export const CERTIFICATE_NAMES = [RUNTIME_NAME, `*.${PRIVATE_LINK_DOMAIN}`];

export interface Zone {
  readonly id: string;
  readonly name: string;
  /** The zonal name of the PrivateLink endpoint. */
  readonly dnsName: string;
  /** Of the network interface. */
  readonly address: string;
  /** Of the network interface that takes its place when the addresses move. */
  readonly nextAddress: string;
}

const zone = (letter: string, id: string, subnet: number): Zone => ({
  id,
  name: `${REGION}${letter}`,
  dnsName: `${PRIVATE_LINK}-${REGION}${letter}.${PRIVATE_LINK_DOMAIN}`,
  address: `10.80.${subnet}.10`,
  nextAddress: `10.80.${subnet}.11`,
});

// As in a real account, ids do not follow the letters.
export const OWN_ZONE = zone('a', 'use1-az4', 1);
export const SECOND_ZONE = zone('b', 'use1-az6', 2);
export const THIRD_ZONE = zone('c', 'use1-az1', 3);
export const ZONES: readonly Zone[] = [OWN_ZONE, SECOND_ZONE, THIRD_ZONE];

/** The resolver, where a VPC has it: at the network's second address. */
export const RESOLVER = '10.80.0.2';

/** Where a client is: in a subnet that has none of the interfaces, or in the own zone's, which has one. */
export const CLIENT_ADDRESSES = { elsewhere: '10.80.9.50', 'beside-interface': '10.80.1.50' } as const;
export type ClientPlace = keyof typeof CLIENT_ADDRESSES;

/** What a client's connections come from. Linux takes the ports near each other in turn. */
export const CLIENT_PORTS = { first: 40_000, count: 8_192 } as const;
const BLOCK = 16;

/** Every other block of them, as ranges. */
export const HALF_OF_CLIENT_PORTS = Array.from({ length: CLIENT_PORTS.count / BLOCK / 2 }, (_, i) => {
  const first = CLIENT_PORTS.first + 2 * i * BLOCK;
  return `${first}-${first + BLOCK - 1}`;
});
