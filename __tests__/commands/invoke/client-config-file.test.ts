import type { InvokeReport } from '../../../commands/invoke/report/report';
import { startRuntime } from '../../support/runtime';
import { invokeFixtures, run } from './support/invoking';

const { fileWith } = invokeFixtures();
const ZONES = { 'use1-az1': { name: 'us-east-1a', dnsName: 'localhost' } };

const configFor = (url: URL | string, changes: object = {}): string =>
  fileWith(
    JSON.stringify({
      region: 'us-east-1',
      endpointName: 'dev-diabetes',
      endpointUrl: String(url).replace('127.0.0.1', 'localhost'),
      zones: ZONES,
      ...changes,
    }),
  );

test('the URL and the zones come from it, and calls are counted by zone', async () => {
  const { url } = await startRuntime();
  const { status, stdout } = await run(undefined, {
    clientConfig: configFor(url),
    zone: 'us-east-1a',
    count: 5,
    json: true,
  });
  const report = JSON.parse(stdout) as InvokeReport;
  expect(status).toBe(0);
  expect(report.hosts[0]).toMatchObject({ host: `localhost:${url.port}`, callsByZone: { 'use1-az1': 5 } });
});

test('what the command line says comes first', async () => {
  const { url } = await startRuntime();
  const { status } = await run(url, { clientConfig: configFor('http://127.0.0.1:1') });
  expect(status).toBe(0);
});

test.each([
  [
    'another endpoint’s',
    () => configFor('http://localhost:1', { endpointName: 'dev-iris' }),
    'is of dev-iris, not of dev-diabetes',
  ],
  [
    'no JSON',
    () => fileWith('region = "x"'),
    'client_config is not JSON: use the endpoint’s output as it is (terraform output -raw client_config)',
  ],
  ['no zones', () => configFor('http://localhost:1', { zones: null }), 'client_config has no zones: use'],
  [
    'a zone without a name',
    () => configFor('http://localhost:1', { zones: { 'use1-az1': {} } }),
    'client_config has no name in zones.use1-az1',
  ],
  ['no URL', () => configFor('nowhere'), "client_config has the endpointUrl 'nowhere', which is no URL"],
  ['not there', () => '/nowhere', 'ENOENT'],
])('a file that is %s is wrong usage', async (_, file, problem) => {
  const path = file();
  await expect(run(undefined, { clientConfig: path })).rejects.toThrow(`--client-config ${path}: `);
  await expect(run(undefined, { clientConfig: path })).rejects.toThrow(problem);
});

test('hosts are measured as they are', async () => {
  await expect(run(undefined, { clientConfig: 'x', host: ['a'] })).rejects.toThrow(
    '--client-config and --host exclude each other: hosts are called as they are',
  );
});
