import { everything, kindsByStack } from './support/every-kind';
import { describeWithAccount, Sandbox } from './support/sandbox';

jest.mock('../../commands/probe/function/bundle', () => ({ bundleProbe: () => Buffer.from('code') }));

describeWithAccount.each(Object.entries(kindsByStack()))('a failure at a creation in %s', (stack, kinds) => {
  let sandbox: Sandbox;
  let restore: () => void;
  beforeAll(async () => {
    sandbox = new Sandbox();
    sandbox.synth(everything);
    if (stack !== 'test-network') await sandbox.deploy('test-network');
    restore = sandbox.save();
  });
  beforeEach(() => restore());
  afterAll(() => sandbox.end());

  test.each(kinds)('of %s: the next apply goes on', async (type) => {
    expect((await sandbox.apply(stack, { OFFLINE_AWS_FAIL: `${type}:create` })).status).toBe(1);
    await sandbox.deploy(stack);
  });
});
