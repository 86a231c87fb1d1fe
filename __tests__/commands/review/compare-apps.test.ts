import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../../main';
import { SynthesizedApp } from '../../../commands/review/synthesized-app';
import { reviewMarkdown } from '../../../commands/review/report/markdown';
import { reviewPlans } from '../../../commands/review/review';
import { compareApps } from '../../../commands/review/compare-apps';
import dev from '../../../environments/dev';
import production from '../../../environments/production';
import type { EnvironmentSettings } from '../../../settings';
import { ec2Id, existingNetwork, endpoint, resolved, settings } from '../../support/settings';
import { fixture } from './fixtures';

const folder = mkdtempSync(join(tmpdir(), 'review-'));
afterAll(() => rmSync(folder, { recursive: true }));
let written = 0;
const app = (environment: EnvironmentSettings, name = 'test'): string => {
  const outdir = join(folder, String(written++));
  synthesize([resolved(environment, name)], folder, outdir);
  return outdir;
};
const compared = (after: EnvironmentSettings, before = settings()) =>
  compareApps(SynthesizedApp.read(app(before)), SynthesizedApp.read(app(after)));
const found = (after: EnvironmentSettings, before?: EnvironmentSettings) =>
  compared(after, before).stacks.flatMap(({ findings }) => findings.map(({ level, rule }) => `${level[0]} ${rule}`));
const churn = (changes: Parameters<typeof endpoint>[0], more: Partial<EnvironmentSettings> = {}) =>
  settings({ endpoints: { churn: endpoint(changes) }, ...more });
const zones = (letters: string, cidrBlock = '10.0.0.0/16') => ({
  network: { create: { cidrBlock, availabilityZones: [...letters].map((letter) => `eu-west-1${letter}`) } },
});

test.each<[string, EnvironmentSettings, EnvironmentSettings, string[]]>([
  ['nothing', settings(), settings(), []],
  ['a new environment', churn({}), settings({ endpoints: {} }), []],
  [
    'another model',
    churn({ model: { ...endpoint().model, networkIsolation: true, environment: { A: '1' } } }),
    churn({}),
    [],
  ],
  ['another type', churn({ instanceType: 'ml.c5.large' }), churn({}), ['c instance-type-changed']],
  ['fewer instances', churn({ instanceCount: 2 }), churn({ instanceCount: 4 }), ['c capacity-reduced']],
  ['the rollout', churn({ rollout: { strategy: 'linear' } }), churn({}), ['c rollout-alone']],
  ['isolation', churn({ model: { ...endpoint().model, networkIsolation: false } }), churn({}), ['d isolation-off']],
  [
    'another address range',
    settings(zones('ab', '10.8.0.0/16')),
    settings(zones('ab')),
    ['d vpc-removed', 'd subnet-removed', 'd subnet-removed'],
  ],
  [
    'the state',
    settings({ backend: { kind: 's3', bucket: 'states', region: 'eu-west-1' } }),
    settings(),
    ['c backend-changed', 'c backend-changed'],
  ],
  ['an endpoint that is gone', settings({ endpoints: {} }), settings(), ['d stack-gone']],
])('without plans: %s', (_, after, before, expected) => {
  const rules = found(after, before);
  expected.forEach((one) => expect(rules).toContain(one));
  if (expected.length === 0) expect(rules.filter((rule) => !rule.startsWith('n '))).toEqual([]);
});

const byGroups = (...digits: string[]) =>
  settings({
    network: { ...settings().network, clients: { securityGroupIds: digits.map((one) => ec2Id('sg', one)) } },
  });
const byBlocks = (...cidrBlocks: string[]) => settings({ network: { ...settings().network, clients: { cidrBlocks } } });
const alsoAllow = (...names: string[]) =>
  settings({
    network: {
      ...settings().network,
      privateLink: { alsoAllow: names.map((name) => `arn:aws:sagemaker:eu-west-1:123456789012:endpoint/${name}`) },
    },
  });
const callers = (...roleNames: string[]) => churn({ callers: { roleNames } });
const topics = (...topicArns: string[]) => churn({ alarms: { topicArns } });
const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:ops';
const scaled = (max: number) =>
  churn({ instanceCount: 2, scaling: { min: 2, max, target: { concurrentRequests: 4 } } });

test.each<[string, EnvironmentSettings, EnvironmentSettings, string[]]>([
  ['clients by groups of their own', byGroups('a'), settings(), ['d client-group-removed', 'n clients-added']],
  ['a client’s group less', byGroups('a'), byGroups('a', 'b'), ['d clients-cut-off']],
  ['a client’s group more', byGroups('a', 'b'), byGroups('a'), ['n clients-added']],
  ['a client’s block less', byBlocks('10.1.0.0/16'), byBlocks('10.1.0.0/16', '10.2.0.0/16'), ['d clients-cut-off']],
  ['clients’ blocks regrouped', byBlocks('10.2.0.0/15'), byBlocks('10.2.0.0/16', '10.3.0.0/16'), []],
  ['a client’s block narrowed', byBlocks('10.1.0.0/17'), byBlocks('10.1.0.0/16'), ['d clients-cut-off']],
  ['a client’s block widened', byBlocks('10.0.0.0/8'), byBlocks('10.1.0.0/16'), ['c clients-widened']],
  ['a caller less', callers('scoring'), callers('scoring', 'batch'), ['d caller-removed']],
  ['no caller any more', churn({}), callers('scoring'), ['d caller-removed']],
  ['a caller more', callers('scoring', 'batch'), callers('scoring'), ['n caller-added']],
  ['an endpoint of others less', alsoAllow('a'), alsoAllow('a', 'b'), ['d permission-revoked']],
  ['an endpoint of others more', alsoAllow('a', 'b'), alsoAllow('a'), []],
  ['nobody hears the alarms', churn({}), topics(TOPIC), ['c alarm-silenced']],
  ['somebody hears the alarms', topics(TOPIC), churn({}), []],
  [
    'a model all at once',
    churn({ rollout: { strategy: 'all-at-once' }, instanceType: 'ml.c5.large' }),
    churn({}),
    ['c rollout-hasty'],
  ],
  ['scaling to one size', scaled(2), scaled(4), ['c scaling-stuck']],
  ['scaling to more', scaled(8), scaled(4), []],
  ['no flow log', settings({ network: { ...settings().network, flowLogs: false } }), settings(), ['d log-removed']],
  ['a zone for another', settings(zones('ac')), settings(zones('ab')), ['d zone-lost', 'd subnet-removed']],
  ['a zone more', settings(zones('abc')), settings(zones('ab')), []],
  ['a probe less', settings(), settings({ probe: true }), ['d stack-gone']],
])('the settings: %s', (_, after, before, expected) => {
  const rules = found(after, before).filter((one) => !/policy-(wider|not-compared)$/.test(one));
  expect(rules).toEqual(expect.arrayContaining(expected));
  const levels = rules.filter((one) => !one.startsWith('n'));
  expect(levels.length > 0).toBe(expected.some((one) => !one.startsWith('n')));
  expect(levels.filter((one) => one.startsWith('d')).length > 0).toBe(expected.some((one) => one.startsWith('d')));
});

test('a first deployment of the environments that ship is quiet', () => {
  const empty = join(folder, 'empty');
  mkdirSync(join(empty, 'stacks'), { recursive: true });
  for (const environment of [dev, production]) {
    const { stacks } = compareApps(
      SynthesizedApp.read(empty),
      SynthesizedApp.read(app(environment.settings as EnvironmentSettings)),
    );
    expect(stacks.length).toBeGreaterThan(0);
    const found = stacks.flatMap(({ findings }) => findings.map(({ level, rule }) => `${level[0]} ${rule}`));
    // In a VPC of others, private DNS leads their calls here, too.
    expect(found.filter((one) => !one.startsWith('n'))).toEqual(environment === dev ? [] : ['d private-name-captured']);
  }
});

test('a new network in a VPC of others', () => {
  const review = compareApps(
    SynthesizedApp.read(app(settings(), 'other')),
    SynthesizedApp.read(app(settings({ network: existingNetwork() }))),
  );
  const network = review.stacks.find(({ name }) => name === 'test-network');
  expect(network?.findings.map(({ rule }) => rule)).toEqual(['private-name-captured']);
});

test('a zone that is left', () => {
  const rules = found(settings(zones('ab')), settings(zones('abc')));
  expect(rules.filter((rule) => rule === 'd zone-lost')).toHaveLength(2); // the PrivateLink endpoint and the model
  expect(rules).toContain('d subnet-removed');
});

test('protection that is taken away', () => {
  expect(found(settings(), settings({ protect: true })).filter((rule) => rule === 'c protection-removed')).toHaveLength(
    3,
  );
  expect(found(settings({ protect: true }), settings())).not.toContain('c protection-removed');
});

test('the host of HCP Terraform, written out, moves no state; another host does', () => {
  const head = app(settings({ backend: { kind: 'cloud', organization: 'org' } }));
  const found = (hostname: string | undefined) => {
    const base = join(folder, String(written++));
    cpSync(head, base, { recursive: true });
    for (const stack of ['test-network', 'test-churn']) {
      const file = join(base, 'stacks', stack, 'cdk.tf.json');
      const content = JSON.parse(readFileSync(file, 'utf8')) as { terraform: { cloud: { hostname?: string } } };
      expect(content.terraform.cloud.hostname).toBe('app.terraform.io');
      content.terraform.cloud = { ...content.terraform.cloud, hostname };
      writeFileSync(file, JSON.stringify(content));
    }
    const { stacks } = compareApps(SynthesizedApp.read(base), SynthesizedApp.read(head));
    return stacks.flatMap(({ findings }) => findings.map(({ rule }) => rule));
  };
  expect(found(undefined)).toEqual([]);
  expect(found('tfe.example.com')).toEqual(['backend-changed', 'backend-changed']);
});

test('it says what it rests on', () => {
  expect(reviewMarkdown(compared(settings()))).toContain('without a plan');
});

test('with the synthesized folder, the way to each construct and where the state is', () => {
  const text = reviewMarkdown(
    reviewPlans([fixture('endpoint-instance-type', 'test-churn')], { head: SynthesizedApp.read(app(settings())) }),
  );
  expect(text).toContain('`aws_sagemaker_endpoint.endpoint_endpoint` (`test-churn/endpoint/endpoint`)');
  expect(text).toContain('state: local');
});

test('a zone of a VPC that is there already has its name', () => {
  const { 'eu-west-1a': a = '', 'eu-west-1b': b = '' } = existingNetwork().existing?.subnets ?? {};
  const within = (subnets: Record<string, string>) => settings({ network: existingNetwork({}, { subnets }) });
  const three = { 'eu-west-1a': a, 'eu-west-1b': b, 'eu-west-1c': ec2Id('subnet', 'c') };
  const { stacks } = compared(within({ 'eu-west-1a': a, 'eu-west-1b': b }), within(three));
  expect(stacks.flatMap(({ findings }) => findings.map(({ message }) => message))).toContain(
    'The PrivateLink endpoint leaves eu-west-1c: 3 zones become 2.',
  );
});
