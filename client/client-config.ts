import { isIP } from 'node:net';
import type { PrivateLinkZones } from './network/zones';

/** What an endpoint's stack puts out for its clients, as `client_config`. */
export interface ClientConfig {
  /** The region of the endpoint. */
  readonly region: string;
  /** The name of the SageMaker endpoint. */
  readonly endpointName: string;
  /** The URL of SageMaker Runtime. */
  readonly endpointUrl: string;
  /** The zones of the PrivateLink endpoint, by zone ID. */
  readonly zones: PrivateLinkZones;
}

/**
 * Reads `client_config`, from an environment variable say. Its fields are options of `createRuntimeClient`, except
 * `endpointName`, which each command takes.
 *
 * @throws Error that says what is wrong with it
 */
export function parseClientConfig(json: string): ClientConfig {
  const fail = (problem: string): never => {
    throw new Error(
      `client_config ${problem}: use the endpoint’s output as it is (terraform output -raw client_config)`,
    );
  };
  let config: Partial<Record<keyof ClientConfig, unknown>>;
  try {
    config = JSON.parse(json) as typeof config;
  } catch {
    return fail('is not JSON');
  }
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return fail('is not an object');
  for (const field of ['region', 'endpointName', 'endpointUrl'] as const) {
    if (typeof config[field] !== 'string' || config[field] === '') fail(`has no ${field}`);
  }
  if (!URL.canParse(config.endpointUrl as string))
    fail(`has the endpointUrl '${String(config.endpointUrl)}', which is no URL`);
  if (typeof config.zones !== 'object' || config.zones === null) fail('has no zones');
  for (const [id, zone] of Object.entries(config.zones as Record<string, Partial<Record<string, unknown>> | null>)) {
    if (typeof zone?.['name'] !== 'string') fail(`has no name in zones.${id}`);
    if (typeof zone?.['dnsName'] !== 'string' || isIP(zone['dnsName']) !== 0) fail(`has no dnsName in zones.${id}`);
  }
  return config as ClientConfig;
}
