import { settingsReference } from '../../docs/settings-reference';
import type { Environment } from '../../settings';
import { endpoint, resolved, settings } from '../support/settings';

/** Of every field the cell "if left out". */
const REFERENCE = Object.fromEntries(
  settingsReference()
    .split('\n')
    .flatMap((line) => {
      const [, field, ifOmitted] = /^\| `([^`]+)` \|.* \| (.+?) \|$/.exec(line) ?? [];
      return field === undefined || ifOmitted === undefined ? [] : [[field, ifOmitted] as const];
    }),
);

/** The fields of which the reference gives a value, and no words: in code or as it is. */
const VALUES = Object.entries(REFERENCE).flatMap(([field, ifOmitted]) => {
  const [, value] = /^`?(true|false|\d+|(?<=`)[^` ]+(?=`))`?$/.exec(ifOmitted) ?? [];
  return value === undefined ? [] : [[field, value] as const];
});

const OMITTED: Environment = resolved(
  settings({
    backend: { kind: 'cloud', organization: 'my-organization' },
    endpoints: {
      churn: endpoint({
        instanceCount: 2,
        scaling: { min: 2, max: 4, target: { concurrentRequests: 1 } },
        rollout: { strategy: 'canary' },
      }),
    },
  }),
);
const [CHURN] = OMITTED.endpoints;
const { privateLink } = OMITTED.network;
const managed = privateLink.kind === 'managed' ? privateLink : undefined;

/** What the code makes of each of these fields when it is left out. */
const IN_CODE: Record<string, unknown> = {
  'backend.hostname': OMITTED.backend.kind === 'cloud' && OMITTED.backend.hostname,
  // AWS's own: what is left out stays so.
  'iam.path': OMITTED.iam.path ?? '/',
  protect: OMITTED.protect,
  'network.privateLink.fips': OMITTED.network.privateLink.fips,
  'network.privateLink.openAi': managed?.openAi,
  'network.privateLink.bidirectionalStreaming': managed?.bidirectionalStreaming,
  'endpoints.NAME.callers.openAi': CHURN?.callers.openAi,
  'endpoints.NAME.callers.bidirectionalStreaming': CHURN?.callers.bidirectionalStreaming,
  'endpoints.NAME.model.networkIsolation': CHURN?.model.networkIsolation,
  'endpoints.NAME.routing': CHURN?.routing,
  'endpoints.NAME.logRetentionDays': CHURN?.logRetentionDays,
  'endpoints.NAME.scaling.scaleInCooldownSeconds': CHURN?.scaling?.scaleInCooldownSeconds,
  'endpoints.NAME.scaling.scaleOutCooldownSeconds': CHURN?.scaling?.scaleOutCooldownSeconds,
  'endpoints.NAME.rollout.waitSeconds': CHURN?.rollout.waitSeconds,
  'endpoints.NAME.rollout.terminationWaitSeconds': CHURN?.rollout.terminationWaitSeconds,
  'endpoints.NAME.alarms.errorPercent': CHURN?.alarms.errorPercent,
  probe: OMITTED.probe,
};

test('a value that the reference gives is what the code takes, of every field that has one', () => {
  expect(Object.fromEntries(VALUES)).toEqual(
    Object.fromEntries(Object.entries(IN_CODE).map(([field, value]) => [field, String(value)])),
  );
});

const percentOf = (strategy: 'linear' | 'rolling') =>
  resolved(settings({ endpoints: { churn: endpoint({ rollout: { strategy, waitSeconds: 60 } }) } })).endpoints[0]
    ?.rollout.percent;

test.each<[string, string, string | number | undefined]>([
  ['backend', 'local: ', resolved(settings()).backend.kind],
  ['network.flowLogs', '365 days ', resolved(settings()).network.flowLogRetentionDays],
  ['endpoints.NAME.instanceCount', 'at least 2)', resolved(settings()).endpoints[0]?.instanceCount],
  ['endpoints.NAME.rollout', '`canary`: ', resolved(settings()).endpoints[0]?.rollout.strategy],
  ['endpoints.NAME.rollout', ' 600 s', resolved(settings()).endpoints[0]?.rollout.waitSeconds],
  ['endpoints.NAME.rollout.percent', 'linear: 25', percentOf('linear')],
  ['endpoints.NAME.rollout.percent', 'rolling: 50', percentOf('rolling')],
])('in the words on %s, too: %s', (field, words, value) => {
  expect(REFERENCE[field]).toContain(words);
  expect(words).toContain(String(value));
});
