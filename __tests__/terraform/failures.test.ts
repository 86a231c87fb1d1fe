import { readFileSync } from 'node:fs';
import { endpoint, settings } from '../support/settings';
import { describeWithAccount, expectSuccess, Sandbox } from './support/sandbox';

jest.mock('../../probe/function/bundle', () => ({ bundleProbe: () => Buffer.from('code') }));

/** The kinds of resource in a stack, so that a new one is tested as soon as there is one. */
const kindsIn = (sandbox: Sandbox, stack: string): string[] =>
  Object.keys((JSON.parse(readFileSync(sandbox.file(stack), 'utf8')) as { resource: object }).resource).filter(
    (type) => type.startsWith('aws_') && type !== 'aws_default_security_group', // which is adopted, never created
  );

describeWithAccount('a failure', () => {
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = new Sandbox();
    sandbox.synth(
      settings({
        probe: true,
        endpoints: {
          churn: endpoint({
            callers: { roleNames: ['scoring'] },
            instanceCount: 3,
            scaling: { min: 2, max: 6, target: { concurrentRequests: 4 } },
          }),
        },
      }),
    );
  });
  afterEach(() => sandbox.end());

  test.each(['test-network', 'test-churn', 'test-probe'])(
    'at the creation of any kind of resource in %s: the next apply goes on',
    async (stack) => {
      if (stack !== 'test-network') await sandbox.deploy('test-network');
      const restore = sandbox.save();
      for (const type of kindsIn(sandbox, stack)) {
        restore();
        const failed = await sandbox.apply(stack, { OFFLINE_AWS_FAIL: `${type}:create` });
        expect({ type, status: failed.status }).toEqual({ type, status: 1 });
        await sandbox.deploy(stack);
      }
    },
  );

  test('of a destruction: the next one goes on', async () => {
    await sandbox.deploy('test-network', 'test-churn', 'test-probe');
    for (const stack of ['test-probe', 'test-churn', 'test-network']) {
      for (const type of kindsIn(sandbox, stack)) {
        await sandbox.destroy(stack, { OFFLINE_AWS_FAIL: `${type}:delete` });
      }
      expectSuccess(await sandbox.destroy(stack));
    }
    expect(sandbox.world()).toEqual({});
  });
});
