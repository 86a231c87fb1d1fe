import { functions, probed } from './support/probed';
import { describeWithAccount, expectSuccess, Sandbox } from './support/sandbox';

let mockCode = 'one';
jest.mock('../../commands/probe/function/bundle', () => ({ bundleProbe: () => Buffer.from(mockCode) }));

describeWithAccount('a probe that is deployed', () => {
  let sandbox: Sandbox;
  let restore: () => void;
  beforeAll(async () => {
    sandbox = new Sandbox();
    sandbox.synth(probed());
    await sandbox.deploy('test-network', 'test-probe');
    restore = sandbox.save();
  });
  beforeEach(() => {
    restore();
    mockCode = 'one';
    sandbox.synth(probed());
    sandbox.changes();
  });
  afterAll(() => sandbox.end());

  test('a zone comes: the network first; a zone goes: its function first', async () => {
    sandbox.synth(probed('abc'));
    const early = await sandbox.apply('test-probe');
    expect(early.status).toBe(1);
    expect(early.output).toContain('test-network has no subnet in eu-west-1c yet: deploy test-network first.');
    await sandbox.deploy('test-network');
    sandbox.changes();
    await sandbox.deploy('test-probe');
    expect(sandbox.changes().map(({ op, id }) => [op, id])).toEqual([
      ['create', '/aws/lambda/test-probe-eu-west-1c'],
      ['create', 'test-probe-eu-west-1c'],
    ]);

    sandbox.synth(probed('ab'));
    const late = await sandbox.apply('test-network');
    expect(late.status).toBe(1);
    expect(late.output).toContain('DependencyViolation');
    expect(Object.keys(functions(sandbox))).toHaveLength(3);
    await sandbox.deploy('test-probe', 'test-network');
    expect(Object.keys(functions(sandbox))).toEqual(['test-probe-eu-west-1a', 'test-probe-eu-west-1b']);
    expect(Object.keys(sandbox.world().aws_subnet ?? {})).toHaveLength(2);
  });

  test('other code: the functions are changed where they are', async () => {
    mockCode = 'two';
    sandbox.synth(probed());
    await sandbox.deploy('test-network', 'test-probe');
    expect(sandbox.changes().map(({ op, type }) => [op, type])).toEqual([
      ['update', 'aws_lambda_function'],
      ['update', 'aws_lambda_function'],
    ]);
  });

  test('switched off while it runs: the network fails, the functions stay, and after them it goes on', async () => {
    sandbox.synth(probed('ab', { probe: false }));
    const early = await sandbox.apply('test-network');
    expect(early.status).toBe(1);
    expect(early.output).toContain('DependencyViolation');
    // Lambda can still take its network interfaces away.
    const roles = Object.values(sandbox.world().aws_lambda_function ?? {}).map(({ role }) => role);
    expect(Object.values(sandbox.world().aws_iam_role ?? {}).map(({ arn }) => arn)).toContain(roles[0]);
    expect(Object.values(sandbox.world().aws_iam_role_policy ?? {}).map(({ name }) => String(name))).toContainEqual(
      expect.stringMatching(/^connect-/),
    );
    expectSuccess(await sandbox.destroy('test-probe'));
    await sandbox.deploy('test-network');
    expect(JSON.stringify(sandbox.world())).not.toContain('probe');
  });

  test('the PrivateLink endpoint, were it replaced, still goes before its successor comes', async () => {
    const replace = '-replace=aws_vpc_endpoint.private-link_endpoint';
    const { output } = await sandbox.terraform('test-network', ['plan', '-input=false', '-no-color', replace]);
    expect(output).toContain('-/+ resource "aws_vpc_endpoint" "private-link_endpoint"');
  });

  test('the path of the roles: another role, which the functions get in place', async () => {
    sandbox.synth(probed('ab', { iam: { path: '/inference/' } }));
    await sandbox.deploy('test-network', 'test-probe');
    const { probe_role_arn: role } = await sandbox.outputs('test-network');
    expect(Object.values(sandbox.world().aws_lambda_function ?? {}).map((f) => f.role)).toEqual([role, role]);
    const gone = sandbox.changes().filter(({ op }) => op === 'delete');
    expect(gone.map(({ type }) => type)).not.toContain('aws_security_group');
  });
});
