import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { InvokeOptions } from '../../../commands/invoke/options';
import { startRuntime } from '../../support/runtime';
import { invokeFixtures, run } from './support/invoking';

invokeFixtures();

test.each<[string, Record<string, number>, Partial<InvokeOptions>, string[]]>([
  [
    'ModelError',
    {},
    { data: '1,2' },
    [
      'ModelError: the container answered 400: Unable to evaluate payload',
      'look: its log: aws logs tail /aws/sagemaker/Endpoints/dev-diabetes --region us-east-1',
      'do:   the model does not take this body',
    ],
  ],
  [
    'an unknown endpoint',
    {},
    { endpoint: 'dev-other' },
    [
      'ValidationError: Endpoint dev-other of account 123456789012 not found.',
      'aws sagemaker list-endpoints --region us-east-1 --name-contains dev-other',
    ],
  ],
  [
    'a mixed-case name that is denied',
    { AccessDeniedException: 1 },
    { endpoint: 'dev-Diabetes' },
    [
      'AccessDeniedException: User is not authorized',
      "do:   SageMaker's ARNs are in lower case, and the policy is for one: call dev-diabetes",
    ],
  ],
  [
    'a caller that is denied',
    { AccessDeniedException: 1 },
    {},
    ['the caller needs the caller policy (output caller_policy_arn)'],
  ],
])('%s says what happened and what to do', async (_, errors, changes, expected) => {
  const { url } = await startRuntime({ faults: { errors } });
  const { status, stdout, stderr } = await run(url, changes);
  expect([status, stdout]).toEqual([1, '']);
  expected.forEach((text) => expect(stderr).toContain(text));
});

test.each([
  ['nothing listens', 'http://127.0.0.1:1', 'ECONNREFUSED: 127.0.0.1:1 refuses connections'],
  ['the name does not resolve', 'https://no-such-name.invalid', 'no-such-name.invalid does not resolve'],
])('%s', async (_, url, expected) => {
  const { status, stderr } = await run(url);
  expect(status).toBe(1);
  expect(stderr).toContain(expected);
});

test.each([{}, { count: 2 }])('a server that is no Runtime (%j)', async (changes) => {
  const server = createServer((_, response) => response.writeHead(500).end('oops'));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { status, stderr } = await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, changes);
  server.closeAllConnections();
  server.close();
  expect(status).toBe(1);
  expect(stderr).toContain("answered something that is not SageMaker Runtime's");
});

test.each([{}, { count: 2 }])('an address with a path (%j)', async (changes) => {
  const { url } = await startRuntime();
  const { stderr } = await run(new URL('/base', url), changes);
  expect(stderr).toContain('does not implement POST /base/endpoints/dev-diabetes/invocations');
});

test('no answer in time', async () => {
  const { url } = await startRuntime({ faults: { stalls: 1 } });
  const { stderr } = await run(url, { timeout: 100 });
  expect(stderr).toContain('DeadlineError: no answer within 100 ms');
});

test('no credentials', async () => {
  const { url } = await startRuntime();
  const kept = { ...process.env };
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, { AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' });
  const ended = [await run(url), await run(url, { count: 100 })];
  process.env = kept;
  ended.forEach(({ status, stderr }) => {
    expect(status).toBe(2);
    expect(stderr).toContain('CredentialsProviderError: no credentials:');
    expect(stderr).not.toContain('answers per second');
  });
});

test('no region', async () => {
  const kept = { ...process.env };
  Object.assign(process.env, { AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' });
  const ended = [{}, { count: 2 }].map((changes) => run('http://127.0.0.1:1', { region: undefined, ...changes }));
  const all = await Promise.all(ended);
  process.env = kept;
  all.forEach(({ status, stderr }) =>
    expect([status, stderr]).toEqual([2, 'Error: no region\n  do:   say --region, or set AWS_REGION']),
  );
});
