import { everything, kindsByStack } from './support/every-kind';
import { describeWithAccount, expectSuccess, Sandbox } from './support/sandbox';

jest.mock('../../commands/probe/function/bundle', () => ({ bundleProbe: () => Buffer.from('code') }));

describeWithAccount('failures at the destruction of every kind of resource', () => {
  const kinds = kindsByStack();
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = new Sandbox();
    sandbox.synth(everything);
    await sandbox.deploy('test-network', 'test-churn', 'test-probe');
  });
  afterAll(() => sandbox.end());

  test.each(['test-probe', 'test-churn', 'test-network'])('in %s: the next one goes on', async (stack) => {
    for (const type of kinds[stack] ?? []) await sandbox.destroy(stack, { OFFLINE_AWS_FAIL: `${type}:delete` });
    expectSuccess(await sandbox.destroy(stack));
  });

  test('and nothing is left', () => {
    expect(sandbox.world()).toEqual({});
  });
});
