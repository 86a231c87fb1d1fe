import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainCallOf } from '../../client/plain-call';
import type { RuntimeClientOptions } from '../../client/options';

const INPUT = { EndpointName: 'dev-diabetes', Body: '1', ContentType: 'text/csv' };
const ENV = { HOME: '/nowhere', AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'us-east-1' };

const urlOf = (env: NodeJS.ProcessEnv, options: RuntimeClientOptions = {}): string | undefined =>
  plainCallOf(options, INPUT, { ...ENV, ...env })?.baseUrl.href;

const REGIONAL = 'https://runtime.sagemaker.us-east-1.amazonaws.com/';

test.each<[string, NodeJS.ProcessEnv, RuntimeClientOptions, string]>([
  ['the region’s own', {}, {}, REGIONAL],
  ['that of another region', {}, { region: 'ap-southeast-2' }, REGIONAL.replace('us-east-1', 'ap-southeast-2')],
  ['the option before the environment', { AWS_ENDPOINT_URL: 'http://e' }, { endpointUrl: 'http://o:1' }, 'http://o:1/'],
  ['a URL for all services', { AWS_ENDPOINT_URL: 'http://e' }, {}, 'http://e/'],
  [
    'a URL for this service first',
    { AWS_ENDPOINT_URL: 'http://e', AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: 'http://s/base' },
    {},
    'http://s/base',
  ],
  ['the region’s own, for an empty variable', { AWS_ENDPOINT_URL: '' }, {}, REGIONAL],
])('%s is called', (_, env, options, expected) => {
  expect(urlOf(env, options)).toBe(expected);
});

test('everything that a call needs is there', () => {
  const zones = { 'use1-az1': { name: 'us-east-1a', dnsName: 'a.example' } };
  const options = { zones, zone: 'use1-az1', timeoutMs: 5, retries: 7, concurrency: 1, retry: 'unsent' } as const;
  expect(plainCallOf(options, INPUT, { ...ENV, AWS_SESSION_TOKEN: 'token' })).toMatchObject({
    region: 'us-east-1',
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret', sessionToken: 'token' },
    zones,
    zone: 'use1-az1',
    request: { path: '/endpoints/dev-diabetes/invocations' },
    timeoutMs: 5,
    retries: 7,
  });
});

test.each<[string, NodeJS.ProcessEnv, RuntimeClientOptions]>([
  ['no credentials', { AWS_ACCESS_KEY_ID: undefined }, {}],
  ['half of the credentials', { AWS_SECRET_ACCESS_KEY: '' }, {}],
  ['a profile', {}, { profile: 'work' }],
  ['a profile of the environment', { AWS_PROFILE: 'work' }, {}],
  ['no region', { AWS_REGION: undefined }, {}],
  ['a region of another partition', { AWS_REGION: 'us-gov-west-1' }, {}],
  ['a region that is none', {}, { region: 'fips-us-east-1' }],
  ['FIPS', { AWS_USE_FIPS_ENDPOINT: 'true' }, {}],
  ['dual stack', { AWS_USE_DUALSTACK_ENDPOINT: 'true' }, {}],
  ['a variable that is not known here', { AWS_NEW_SETTING: 'x' }, {}],
  ['a URL that is none', { AWS_ENDPOINT_URL: 'nonsense' }, {}],
  ['a URL with a query', {}, { endpointUrl: 'http://o/?a=b' }],
  ['a URL with credentials', {}, { endpointUrl: 'http://user:password@o/' }],
  ['credentials of the caller', {}, { credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }],
  ['a certificate authority', {}, { ca: 'PEM' }],
  ['a hook', {}, { onCall: () => undefined }],
  ['calls that may be sent twice', {}, { retry: 'idempotent' }],
])('left to the whole client: %s', (_, env, options) => {
  expect(urlOf(env, options)).toBeUndefined();
});

test('left to the whole client: an input that the SDK has to judge', () => {
  expect(plainCallOf({}, { ...INPUT, EndpointName: 'a b' }, ENV)).toBeUndefined();
  expect(plainCallOf({}, { ...INPUT, Accept: ' text' }, ENV)).toBeUndefined();
});

test.each([
  ['config', '[default]\nuse_fips_endpoint = true', undefined],
  ['config', '[default]\nservices = mine\n[services mine]\nsagemaker_runtime =\n  endpoint_url = http://p', undefined],
  ['credentials', '[default]\nuse_dualstack_endpoint = true', undefined],
  ['config', '[default]\nregion = eu-west-1\noutput = json', REGIONAL],
  ['credentials', '[default]\naws_access_key_id = other', REGIONAL],
])('a profile’s settings in %s: %j', (file, text, expected) => {
  const home = mkdtempSync(join(tmpdir(), 'home-'));
  mkdirSync(join(home, '.aws'));
  writeFileSync(join(home, '.aws', file), text);
  expect(urlOf({ HOME: home })).toBe(expected);
  rmSync(home, { recursive: true });
});

test('an option out of its range', () => {
  expect(() => plainCallOf({ timeoutMs: 0 }, INPUT, ENV)).toThrow('timeoutMs is 0');
});
