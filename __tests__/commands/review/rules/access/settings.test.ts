import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareApps } from '../../../../../commands/review/compare-apps';
import { accessRules } from '../../../../../commands/review/rules/access';
import { SynthesizedApp } from '../../../../../commands/review/synthesized-app';
import { synthesize } from '../../../../../main';
import type { EnvironmentSettings } from '../../../../../settings';
import { endpoint, resolved, settings } from '../../../../support/settings';

const folder = mkdtempSync(join(tmpdir(), 'review-'));
afterAll(() => rmSync(folder, { recursive: true }));
let written = 0;
const app = (environment: EnvironmentSettings): SynthesizedApp => {
  const outdir = join(folder, String(written++));
  synthesize([resolved(environment)], folder, outdir);
  return SynthesizedApp.read(outdir);
};

const churn = (changes: Parameters<typeof endpoint>[0], more: Partial<EnvironmentSettings> = {}) =>
  settings({ endpoints: { churn: endpoint(changes) }, ...more });
const model = (changes: Partial<ReturnType<typeof endpoint>['model']>) =>
  churn({ model: { ...endpoint().model, ...changes } });
const artifact = (key: string) => `s3://models/churn/${key}/model.tar.gz`;
const image = (name: string) => `111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/${name}`;
const key = (id: string) => `arn:aws:kms:eu-west-1:111122223333:key/${id}`;
const zones = (letters: string): Partial<EnvironmentSettings> => ({
  network: { create: { cidrBlock: '10.0.0.0/16', availabilityZones: [...letters].map((zone) => `eu-west-1${zone}`) } },
});
const allowing = (accountId: string | undefined, ...endpoints: string[]) =>
  settings({
    ...(accountId === undefined ? {} : { accountId }),
    network: {
      ...settings().network,
      privateLink: { alsoAllow: endpoints.map((name) => `arn:aws:sagemaker:eu-west-1:111122223333:endpoint/${name}`) },
    },
  });
const bounded = (name: string) =>
  settings({ iam: { permissionsBoundaryArn: `arn:aws:iam::111122223333:policy/${name}` } });
const called = (...roleNames: string[]) => churn({ callers: { roleNames } });

const names = accessRules.map(({ name }) => name);
const allFound = (before: EnvironmentSettings, after: EnvironmentSettings) =>
  compareApps(app(before), app(after)).stacks.flatMap(({ findings }) => findings);

test.each<[string, EnvironmentSettings, EnvironmentSettings, string[]]>([
  [
    'another artifact',
    model({ artifact: artifact('r8') }),
    model({ artifact: artifact('r9') }),
    ['note policy-extended'],
  ],
  ['an artifact in S3', churn({}), model({ artifact: artifact('r9') }), ['note policy-extended']],
  ['an artifact that is uploaded', model({ artifact: artifact('r9') }), churn({}), ['note policy-extended']],
  ['another tag', model({ image: image('a:1') }), model({ image: image('a:2') }), []],
  ['another repository', model({ image: image('a:1') }), model({ image: image('b:1') }), ['note policy-extended']],
  [
    'another image of AWS',
    churn({}),
    model({ image: { repository: 'sagemaker-scikit-learn', tag: '1.2-1' } }),
    ['note policy-extended'],
  ],
  ['a zone', settings(zones('ab')), settings(zones('abc')), ['note policy-extended']],
  ['a key', churn({}), churn({ kmsKeyArn: key('1') }), ['note policy-extended']],
  ['another key', churn({ kmsKeyArn: key('1') }), churn({ kmsKeyArn: key('2') }), ['note policy-extended']],
  [
    'a key of the artifact, which only a plan has',
    model({ artifact: artifact('r9') }),
    model({ artifact: artifact('r9'), artifactKmsKeyArn: key('1') }),
    ['caution policy-not-compared'],
  ],
  [
    'an endpoint that is allowed',
    allowing('111122223333', 'x'),
    allowing('111122223333', 'x', 'y'),
    ['note policy-extended'],
  ],
  [
    'an endpoint of another account',
    allowing('444455556666', 'x'),
    allowing('444455556666', 'x', 'y'),
    ['danger policy-wider'],
  ],
  [
    'an endpoint of an account that is not known',
    allowing(undefined, 'x'),
    allowing(undefined, 'x', 'y'),
    ['caution policy-not-compared'],
  ],
  [
    'endpoints by a pattern',
    allowing('111122223333', 'x'),
    allowing('111122223333', 'x', 'y-*'),
    ['danger policy-wider'],
  ],
  ['a caller', called('a'), called('a', 'b'), ['note caller-added']],
  ['another boundary', bounded('a'), bounded('b'), ['danger boundary-exchanged', 'danger boundary-exchanged']],
  [
    'another execution role',
    churn({}),
    model({ executionRoleArn: 'arn:aws:iam::111122223333:role/admin' }),
    ['danger other-role'],
  ],
])('settings: %s', (_, before, after, expected) => {
  const found = allFound(before, after);
  // Rules about anything else look at the same changes.
  const own = found.filter(({ rule }) => names.includes(rule)).map(({ level, rule }) => `${level} ${rule}`);
  expect(own).toEqual(expected);
  const isDangerous = expected.some((one) => one.startsWith('danger'));
  expect(found.some(({ level }) => level === 'danger')).toBe(isDangerous);
});

test('who gets a policy is named', () => {
  expect(allFound(called('a'), called('a', 'b')).map(({ message }) => message)).toEqual([
    'b gets this stack’s policy callers_policy.',
  ]);
});
