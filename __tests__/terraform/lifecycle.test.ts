import { settings } from '../support/settings';
import { describeWithAccount, Sandbox } from './support/sandbox';

describeWithAccount('an endpoint through its life', () => {
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = new Sandbox();
  });
  afterEach(() => sandbox.end());

  test('from nothing to a model in service, and to nothing again', async () => {
    sandbox.synth(settings());
    await sandbox.deploy('test-network', 'test-churn');
    expect(Object.keys(sandbox.world().aws_sagemaker_endpoint ?? {})).toEqual(['test-churn']);
    expect(await sandbox.destroy('test-churn')).toMatchObject({ status: 0 });
    expect(await sandbox.destroy('test-network')).toMatchObject({ status: 0 });
    expect(sandbox.world()).toEqual({});
    await sandbox.deploy('test-network', 'test-churn');
  });
});
