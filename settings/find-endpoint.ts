import type { Environment, ResolvedEndpoint } from './resolved';

/** An endpoint of the settings, with its environment. */
export interface EnvironmentEndpoint {
  readonly environment: Environment;
  readonly endpoint: ResolvedEndpoint;
}

/** The settings have no such endpoint. */
export class NoSuchEndpointError extends Error {}

/** @throws NoSuchEndpointError */
export function findEndpoint(name: string, environments: readonly Environment[]): EnvironmentEndpoint {
  const all = environments.flatMap((environment) =>
    environment.endpoints.map((endpoint) => ({ environment, endpoint })),
  );
  const found = all.find(({ endpoint }) => endpoint.names.endpoint === name);
  if (found !== undefined) return found;
  const names = all.map(({ endpoint }) => endpoint.names.endpoint);
  throw new NoSuchEndpointError(
    `'${name}' is no endpoint of the settings: ${names.length === 0 ? 'there is none' : `take ${names.join(', ')}`}`,
  );
}
