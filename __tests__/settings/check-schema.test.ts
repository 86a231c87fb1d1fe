import { existingNetwork, problemsOf, settings } from '../support/settings';
import { uncheckedChurn, uncheckedModel } from './support/changed-settings';

test('valid settings have no problems', () => {
  expect(problemsOf(settings())).toEqual([]);
  expect(problemsOf(settings({ network: existingNetwork() }))).toEqual([]);
});

test('everything is said at once, invariants as well, once for each fault', () => {
  const input = { ...uncheckedChurn({ instanceType: 'x', instanceCount: 1 }), regoin: 'eu-west-1', accountId: 'x' };
  expect(problemsOf(input).map((problem) => problem.split(':')[0])).toEqual([
    'accountId',
    'endpoints.churn.instanceType',
    'regoin',
    'endpoints.churn.instanceCount',
  ]);
});

test('values of environment variables are not repeated: someone may have put a secret there', () => {
  const [problem = ''] = problemsOf(uncheckedModel({ environment: { TOKEN: 12345 } }));
  expect(problem).toBe("endpoints.churn.model.environment.TOKEN: the value is not a text: write for example '2'");
  expect(problemsOf(uncheckedModel({ environment: 'hunter2' })).join()).not.toContain('hunter2');
});

test('a long value is cut', () => {
  expect(problemsOf(settings({ region: 'x'.repeat(500) }))[0]?.length).toBeLessThan(250);
});

test('what looks like a field of every object is none', () => {
  expect(problemsOf({ ...settings(), constructor: 1 }).join()).toContain('constructor: is an unknown field');
  expect(problemsOf(JSON.parse('{"__proto__": {}, "region": "eu-west-1"}'))).toEqual([
    ": cannot be read: '__proto__' cannot be the name of anything",
  ]);
});

test('what is undefined says nothing', () => {
  const input = settings({
    protect: undefined,
    network: { ...settings().network, existing: undefined, privateLink: { alsoAllow: undefined } },
  });
  expect(problemsOf(input)).toEqual([]);
  expect(problemsOf(settings({ network: { create: undefined } }))).toEqual([
    expect.stringContaining('network: has neither create nor existing'),
  ]);
  expect(
    problemsOf(settings({ network: { ...settings().network, clients: { securityGroupIds: undefined } } })),
  ).toEqual([expect.stringContaining('network.clients: is empty')]);
});

test('what cannot be read is a problem, not a crash', () => {
  const circular: Record<string, unknown> = { ...settings() };
  circular.network = circular;
  expect(problemsOf(circular)).toEqual([': cannot be read: the settings refer to themselves']);
  const throwing = {
    get region() {
      throw new Error('no region today');
    },
  };
  expect(problemsOf(throwing)).toEqual([': cannot be read: no region today']);
});

test('one fault is one line', () => {
  const subnets = { 'eu-west-1a': 'x', 'eu-west-1b': 'y' };
  expect(
    problemsOf(settings({ network: existingNetwork({ clients: { securityGroupIds: ['z'] } }, { subnets }) })).map(
      (line) => line.split(':')[0],
    ),
  ).toEqual([
    'network.existing.subnets.eu-west-1a',
    'network.existing.subnets.eu-west-1b',
    'network.clients.securityGroupIds.0',
  ]);
  expect(problemsOf(settings({ network: { create: 5 as never } }))).toHaveLength(1);
  expect(problemsOf(uncheckedChurn({ instanceCount: 1e21 }))).toHaveLength(1);
  expect(problemsOf(uncheckedModel({ image: '' }))).toHaveLength(1);
});
