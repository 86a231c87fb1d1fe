import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reviewPlans } from '../../../commands/review/review';
import { rules } from '../../../commands/review/rules';
import { planRules } from '../../../commands/review/rules/plan-rules';
import { synthesisRules } from '../../../commands/review/rules/synthesis';
import { fixture, fixtureNames } from './fixtures';

/** What is to be found in each plan, by rule: `d` a danger, `c` a caution, `n` a note. What is not named is quiet. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'bucket-replaced': ['d data-removed', 'c policy-not-compared', 'c policy-not-compared', 'c policy-not-compared'],
  'endpoint-alarm-away': ['c alarm-removed'],
  'endpoint-artifact-elsewhere': ['n policy-extended'],
  'endpoint-boundary': ['c boundary-added'],
  'endpoint-boundary-away': ['d boundary-removed'],
  'endpoint-bucket-public': ['d bucket-public'],
  'endpoint-caller-role': ['n caller-added'],
  'endpoint-count-down': ['c capacity-reduced'],
  // Its policies are known only once the bucket is there, but for that of the callers.
  'endpoint-created': ['n policy-new', 'n policy-new', 'n policy-new'],
  'endpoint-imported': ['n policy-new', 'n policy-new', 'n policy-new'],
  'endpoint-destroyed': ['d endpoint-removed'],
  'endpoint-endpoint-stays': ['d serving-removed', 'c instance-type-changed', 'c rollout-alone'],
  'endpoint-errored': ['d plan-failed', 'd policy-wider', 'c scaling-removed', 'c check-failed', 'c check-failed'],
  'endpoint-targeted': ['c plan-incomplete'],
  // The model is replaced under its own name, so that the configuration, and the endpoint, stay where they are.
  'endpoint-fewer-subnets': ['d serving-removed', 'd zone-lost', 'd zones-differ'],
  'endpoint-forgotten': ['d forgotten'],
  'endpoint-guard-away': ['d endpoint-removed', 'd rollback-guard-changed'],
  'endpoint-instance-type': ['c instance-type-changed'],
  'endpoint-isolation-off': ['d isolation-off'],
  'endpoint-key-away': ['d encryption-off', 'd encryption-off', 'd encryption-off'],
  'endpoint-key-other': ['n policy-extended'],
  'endpoint-leftover-serves': ['d serving-removed', 'd serving-removed'],
  'endpoint-log-retention': ['d retention-cut'],
  'endpoint-managed-policy': ['d managed-policy-attached'],
  'endpoint-old-first': ['d serving-removed', 'c instance-type-changed', 'c rollback-alarm-lost'],
  'endpoint-own-role': ['d other-role'],
  'endpoint-policy-narrower': ['d permission-revoked'],
  'endpoint-policy-unknown': ['c policy-not-compared', 'n policy-new'],
  // Its Deny covers other endpoints as well now.
  'endpoint-policy-wider': ['d permission-revoked', 'd policy-wider'],
  'endpoint-replaced': ['d endpoint-removed'],
  'endpoint-rollout-alone': ['c rollout-alone', 'c rollout-hasty'],
  'endpoint-scaling-away': ['c scaling-removed'],
  'endpoint-scaling-down': ['c capacity-reduced'],
  'endpoint-scaling-too-low': ['d too-few-instances', 'c capacity-reduced'],
  'endpoint-too-few': ['d too-few-instances', 'c capacity-reduced'],
  'endpoint-trust-wider': ['d policy-wider'],
  // The role may make network interfaces in one subnet more: it is wider, and it is what was asked for.
  'endpoint-zone-added': ['n policy-extended'],
  'network-adopted': ['d private-name-captured'],
  'network-another-block': [
    'd private-link-removed',
    'd vpc-removed',
    'd subnet-removed',
    'd subnet-removed',
    'd subnet-removed',
    'c policy-not-compared',
  ],
  'network-another-endpoint-allowed': ['n policy-extended'],
  'network-clients-by-block': ['d client-group-removed', 'n clients-added'],
  'network-created': ['n policy-new'],
  'network-probe': ['n policy-new', 'n policy-new', 'n clients-added'],
  'network-destroyed': [
    'd private-link-removed',
    'd vpc-removed',
    'd subnet-removed',
    'd subnet-removed',
    'd subnet-removed',
    'c alarm-removed',
    'c alarm-removed',
    'c alarm-removed',
  ],
  'network-everything-open': ['d https-open'],
  'network-flow-log-away': ['d log-removed', 'c logging-off'],
  'network-half-open': ['d https-open'],
  'network-http-open': ['d port-open'],
  'network-https-open': ['d https-open'],
  'network-https-open-inside': ['c clients-widened'],
  'network-policy-wider': ['d policy-wider'],
  'network-private-dns-off': ['d private-dns-off'],
  'network-vpc-dns-off': ['d vpc-dns-off'],
  'network-another-account-allowed': ['d policy-wider'],
  'network-clients-elsewhere': ['d client-group-removed', 'n clients-added'],
  'network-no-longer-allowed': ['d permission-revoked'],
  'network-one-more-allowed': ['n policy-extended'],
  'network-zone-exchanged': ['d subnet-removed', 'd zone-lost', 'c alarm-removed'],
  // The pretended account does not say which key the artifact is under.
  'release-artifact-key': ['d policy-wider'],
  'release-boundary-exchanged': ['d boundary-exchanged'],
  'release-caller-added': ['n caller-added'],
  'release-caller-removed': ['d caller-removed'],
  'release-everything-at-once': ['c rollout-hasty'],
  'release-key-added': ['n policy-extended'],
  'release-next-artifact': ['n policy-extended'],
  'release-other-repository': ['n policy-extended'],
  'release-other-role': ['d other-role'],
  'release-threshold-unreachable': ['c alarm-weakened'],
  'release-topics-removed': ['c alarm-silenced', 'c alarm-silenced', 'c alarm-silenced'],
  'opentofu-targeted': ['c plan-incomplete'],
  'network-zone-removed': ['d subnet-removed', 'd zone-lost', 'c alarm-removed'],
};

test.each(fixtureNames())('%s', (name) => {
  const [stack] = reviewPlans([fixture(name)]).stacks;
  expect(stack?.findings.map(({ level, rule }) => `${level[0]} ${rule}`)).toEqual(EXPECTED[name] ?? []);
});

test('every rule has a plan that it fires on, or a test of its own', () => {
  const fired = new Set(Object.values(EXPECTED).flatMap((all) => all.map((one) => one.slice(2))));
  const tests = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(__dirname, file), 'utf8'))
    .join('\n');
  const own = rules.filter((rule) => ![...synthesisRules, ...planRules].includes(rule));
  const untested = own.filter(({ name }) => !fired.has(name) && !new RegExp(`\\b${name}\\b`).test(tests));
  expect(untested.map(({ name }) => name)).toEqual([]);
});

test('an update without an alarm that could roll it back', () => {
  const plan = fixture('endpoint-swap');
  const changes = plan.changes.map((change) =>
    change.type === 'aws_sagemaker_endpoint'
      ? {
          ...change,
          before: { ...change.before, deployment_config: [{ auto_rollback_configuration: [{ alarms: [] }] }] },
          after: { ...change.after, deployment_config: [{ auto_rollback_configuration: [{ alarms: [] }] }] },
        }
      : change,
  );
  const [stack] = reviewPlans([{ ...plan, changes }]).stacks;
  expect(stack?.findings.map(({ rule }) => rule)).toEqual(['unguarded-update', 'rollout-hasty']);
});
