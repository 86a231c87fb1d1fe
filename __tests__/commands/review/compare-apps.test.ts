import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../../main';
import { SynthesizedApp } from '../../../commands/review/synthesized-app';
import { reviewMarkdown } from '../../../commands/review/report/markdown';
import { reviewPlans } from '../../../commands/review/review';
import { compareApps } from '../../../commands/review/compare-apps';
import type { EnvironmentSettings } from '../../../settings';
import { existingNetwork, endpoint, resolved, settings } from '../../support/settings';
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
