import { privateLink } from '../support/account';
import { messages, statusBench } from '../support/bench';

const bench = statusBench();

test.each<[string, object, string, string]>([
  [
    'is pending',
    { privateLink: privateLink({ state: 'pending' }) },
    'changing',
    'changing: the PrivateLink endpoint vpce-1 is pending',
  ],
  [
    'is rejected',
    { privateLink: privateLink({ state: 'rejected' }) },
    'not healthy',
    'bad: the PrivateLink endpoint vpce-1 is rejected',
  ],
  [
    'has private DNS off',
    { privateLink: privateLink({ privateDnsEnabled: false }) },
    'not healthy',
    "bad: the PrivateLink endpoint vpce-1 has private DNS off: calls to the Runtime's own name leave the VPC",
  ],
  [
    'lacks a zone',
    { privateLink: privateLink({ subnetIdSet: ['subnet-a'] }) },
    'not healthy',
    'bad: the PrivateLink endpoint vpce-1 has no network interface in eu-west-1b, where the model is',
  ],
  [
    'is not there',
    { privateLink: [] },
    'not healthy',
    'bad: vpc-1 has no PrivateLink endpoint for SageMaker Runtime: calls leave the VPC, or fail',
  ],
  [
    'is in a VPC without DNS hostnames',
    { attributes: { enableDnsHostnames: false } },
    'not healthy',
    "bad: vpc-1 has enableDnsHostnames off: the Runtime's name does not resolve to the PrivateLink endpoint",
  ],
  [
    'has a model outside of any VPC',
    { model: { VpcConfig: undefined } },
    'not healthy',
    'bad: the model that serves is in no VPC',
  ],
])('the PrivateLink endpoint %s', async (_, account, verdict, message) => {
  const report = await bench.report(account);
  expect(report.verdict).toBe(verdict);
  expect(messages(report)).toEqual([message]);
});

test('a zone that is in the settings and not there yet', async () => {
  expect(messages(await bench.report({ model: { VpcConfig: { Subnets: ['subnet-a'] } } }))).toEqual([
    'note: the settings have eu-west-1b, and the model that serves is not there yet',
  ]);
});
