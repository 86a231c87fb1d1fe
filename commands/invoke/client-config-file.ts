import { readFileSync } from 'node:fs';
// Not from client/'s index, which takes longer to load than a call takes.
import { parseClientConfig } from '../../client/client-config';
import { UsageError } from '../shared/cli';
import type { InvokeOptions } from './options';

/**
 * The options with what the endpoint's output `client_config` says. What the command line says comes first; hosts that
 * are measured side by side are each called as they are.
 *
 * @throws UsageError if the file cannot be read, or is of another endpoint
 */
export function withClientConfig(options: InvokeOptions): InvokeOptions {
  const { clientConfig: file, endpoint, host, region, endpointUrl } = options;
  if (file === undefined) return options;
  if (host.length > 0)
    throw new UsageError('--client-config and --host exclude each other: hosts are called as they are');
  try {
    const config = parseClientConfig(readFileSync(file, 'utf8'));
    if (config.endpointName === endpoint) {
      return {
        ...options,
        region: region ?? config.region,
        endpointUrl: endpointUrl ?? config.endpointUrl,
        zones: config.zones,
      };
    }
    throw new Error(`is of ${config.endpointName}, not of ${endpoint}`);
  } catch (error) {
    throw new UsageError(`--client-config ${file}: ${(error as Error).message}`);
  }
}
