import type { InvokeEndpointCommandInput } from '@aws-sdk/client-sagemaker-runtime';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { PrivateLinkZones } from './network/zones';
import { checkOptions, CLIENT_DEFAULTS, type RuntimeClientOptions } from './options';
import { InvocationFormat } from './request/invocation';
import type { SignableRequest, SigningCredentials } from './request/sigv4';

/** A call of which everything is known without the SDK. */
export interface PlainCall {
  /** Where it goes; the URL may have a path. */
  readonly baseUrl: URL;
  /** The region of the endpoint. */
  readonly region: string;
  /** What it is signed with. */
  readonly credentials: SigningCredentials;
  /** The zones of the PrivateLink endpoint; empty where they are not known. */
  readonly zones: PrivateLinkZones;
  /** The zone that the client runs in, by ID or name. @default - what the platform says */
  readonly zone: string | undefined;
  /** The SDK's input. */
  readonly input: InvokeEndpointCommandInput;
  /** The request that is made of the input. */
  readonly request: SignableRequest;
  /** The deadline of the call with all of its attempts, in milliseconds. */
  readonly timeoutMs: number;
  /** How many times it is retried. */
  readonly retries: number;
}

/** The options that are read here; and one call needs no concurrency. */
const KNOWN_OPTIONS = new Set<string>([
  'region',
  'endpointUrl',
  'zones',
  'zone',
  'timeoutMs',
  'retries',
  'retry',
  'concurrency',
] satisfies (keyof RuntimeClientOptions)[]);
/** The variables of AWS that are read here, and those that change nothing of a call. */
const KNOWN_VARIABLES = new Set([
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_CREDENTIAL_EXPIRATION',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME',
  'AWS_CA_BUNDLE',
  'AWS_DEFAULT_OUTPUT',
  'AWS_EC2_METADATA_DISABLED',
  'AWS_PAGER',
  'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED',
]);
/** Settings of a profile that change where a call goes, or how it is signed. */
const PROFILE_SETTINGS = /endpoint|fips|dualstack|sigv4a|auth_scheme/i;
/** Regions of AWS's own partition: others have other names. */
const REGION = /^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$/;

/**
 * What a call comes to by its options and plain environment variables alone. Undefined where anything else may have a
 * say: the SDK (profiles, roles, other partitions), or the watch over calls that may be sent twice.
 *
 * @throws RangeError if an option is out of its range
 */
export function plainCallOf(
  options: RuntimeClientOptions,
  input: InvokeEndpointCommandInput,
  env: NodeJS.ProcessEnv = process.env,
): PlainCall | undefined {
  checkOptions(options);
  const { region = env.AWS_REGION, retry = CLIENT_DEFAULTS.retry } = options;
  const credentials = credentialsOf(env);
  if (credentials === undefined || region === undefined || !REGION.test(region) || retry !== 'unsent') return undefined;
  if (Object.entries(options).some(([name, value]) => value !== undefined && !KNOWN_OPTIONS.has(name)))
    return undefined;
  if (Object.keys(env).some((name) => name.startsWith('AWS_') && !KNOWN_VARIABLES.has(name))) return undefined;
  if (PROFILE_SETTINGS.test(sharedConfiguration(env))) return undefined;
  const baseUrl = baseUrlOf(
    options.endpointUrl ??
      (env.AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME ||
        env.AWS_ENDPOINT_URL ||
        `https://runtime.sagemaker.${region}.amazonaws.com`),
  );
  const request = baseUrl && new InvocationFormat(baseUrl).request(input);
  if (baseUrl === undefined || request === undefined) return undefined;
  const { zones = {}, zone, timeoutMs = CLIENT_DEFAULTS.timeoutMs, retries = CLIENT_DEFAULTS.retries } = options;
  return { baseUrl, region, credentials, zones, zone, input, request, timeoutMs, retries };
}

function credentialsOf(env: NodeJS.ProcessEnv): SigningCredentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: token } = env;
  return accessKeyId && secretAccessKey
    ? { accessKeyId, secretAccessKey, sessionToken: token || undefined }
    : undefined;
}

/** The text of the files with profiles; empty where there are none. */
const sharedConfiguration = ({ HOME = homedir() }: NodeJS.ProcessEnv): string =>
  ['config', 'credentials']
    .map((name) => {
      try {
        return readFileSync(join(HOME, '.aws', name), 'utf8');
      } catch {
        return '';
      }
    })
    .join('\n');

/** A URL that has nothing but an address and a path. */
function baseUrlOf(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url !== undefined && /^https?:$/.test(url.protocol) && `${url.origin}${url.pathname}` === url.href;
  return isPlain ? url : undefined;
}
