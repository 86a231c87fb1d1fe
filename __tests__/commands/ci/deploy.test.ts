import { deploy, deploymentReport } from '../../../commands/ci/deploy';
import type { Fingerprints } from '../../../commands/ci/reviewed-plans';
import type { Stack } from '../../../commands/ci/stacks';
import type { PlanJson } from '../../../commands/shared/terraform-files/plan-json';
import { fakeReviewer, hash, planned, stack } from './support/stacks';

/** What is deployed of each stack, what should be, and what is told of its plan. */
class World {
  readonly log: string[] = [];
  pending: Record<string, string>;

  constructor(
    private readonly all: readonly Stack[],
    pending: Record<string, string>,
    private readonly networkPlan: PlanJson = {},
    /** What deploying one stack makes of the plan of another. */
    private readonly effects: Record<string, Record<string, string>> = {},
  ) {
    this.pending = { ...pending };
  }

  run(...reviewed: Fingerprints[]) {
    const terraform = {
      plan: async (one: Stack) => {
        this.log.push(`plan ${one.name}`);
        return planned(one, one.kind === 'network' ? this.networkPlan : {}, one.name in this.pending);
      },
      apply: async ({ stack: { name } }: { stack: Stack }) => {
        this.log.push(`apply ${name}`);
        const others = Object.entries(this.pending).filter(([one]) => one !== name);
        this.pending = { ...Object.fromEntries(others), ...this.effects[name] };
      },
    };
    return deploy(this.all, reviewed, { terraform, reviewer: fakeReviewer(() => this.pending), log: () => undefined });
  }
}

const [A, B, C] = [hash('a'), hash('b'), hash('c')];
const all = [stack('e-network'), stack('e-x'), stack('e-y')];

test('what was reviewed is deployed, the network first, each planned when its turn has come', async () => {
  const world = new World(all, { 'e-network': A, 'e-y': B });
  const done = await world.run({ 'e-network': A, 'e-y': B });
  expect(world.log).toEqual(['plan e-network', 'apply e-network', 'plan e-x', 'plan e-y', 'apply e-y']);
  expect(done).toMatchObject({
    applied: ['e-network', 'e-y'],
    unchanged: ['e-x'],
    awaitingApproval: [],
    awaitingFingerprints: {},
    notReached: [],
  });
});

test('a network that is not what was reviewed stops everything after it', async () => {
  const world = new World(all, { 'e-network': A, 'e-x': B });
  const done = await world.run({ 'e-network': C, 'e-x': B });
  expect(world.log).toEqual(['plan e-network']);
  expect(done).toMatchObject({ applied: [], awaitingFingerprints: { 'e-network': A }, notReached: ['e-x', 'e-y'] });
});

test('an endpoint whose plan is another after the network was deployed stops; the other does not', async () => {
  const world = new World(all, { 'e-network': A, 'e-x': B, 'e-y': B }, {}, { 'e-network': { 'e-x': C } });
  const first = await world.run({ 'e-network': A, 'e-x': B, 'e-y': B });
  expect(first).toMatchObject({ applied: ['e-network', 'e-y'], awaitingFingerprints: { 'e-x': C }, notReached: [] });
  // Approved: what was shown is deployed.
  expect(await world.run({ 'e-network': A, 'e-x': B }, first.awaitingFingerprints)).toMatchObject({
    applied: ['e-x'],
    awaitingApproval: [],
  });
});

test('nothing reviewed: an approval for the network, one for what comes of it, and no more', async () => {
  const world = new World(all, { 'e-network': A, 'e-x': B }, {}, { 'e-network': { 'e-x': C } });
  const first = await world.run({});
  expect(first.awaitingFingerprints).toEqual({ 'e-network': A });
  const second = await world.run({}, first.awaitingFingerprints);
  expect(second).toMatchObject({ applied: ['e-network'], awaitingFingerprints: { 'e-x': C } });
  expect(await world.run({}, second.awaitingFingerprints)).toMatchObject({ applied: ['e-x'], awaitingApproval: [] });
});

test('an approval is for what was awaitingFingerprints: what has changed since stops again', async () => {
  const world = new World(all, { 'e-x': A });
  const { awaitingFingerprints } = await world.run({});
  world.pending['e-x'] = B;
  expect(await world.run({}, awaitingFingerprints)).toMatchObject({ applied: [], awaitingFingerprints: { 'e-x': B } });
});

test('a zone is left: endpoints first, then the network, planned anew', async () => {
  const leaves = {
    resource_changes: [{ address: 'aws_subnet.a', type: 'aws_subnet', change: { actions: ['delete'] } }],
  };
  const world = new World(all, { 'e-network': A, 'e-x': B, 'e-y': B }, leaves);
  await world.run({ 'e-network': A, 'e-x': B, 'e-y': B });
  expect(world.log.filter((line) => line.startsWith('apply'))).toEqual(['apply e-x', 'apply e-y', 'apply e-network']);
  expect(world.log.filter((line) => line === 'plan e-network')).toHaveLength(2);

  const stops = new World(all, { 'e-network': A, 'e-x': C }, leaves);
  expect(await stops.run({ 'e-network': A, 'e-x': B })).toMatchObject({ applied: [], notReached: ['e-network'] });
});

test('nothing to change needs no review; what cannot be planned or applied is an error, and ends it', async () => {
  expect(await new World(all, {}).run()).toMatchObject({
    unchanged: ['e-network', 'e-x', 'e-y'],
    awaitingApproval: [],
  });
  const log: string[] = [];
  const terraform = {
    plan: async (one: Stack) => planned(one),
    apply: async ({ stack: { name } }: { stack: Stack }) => {
      log.push(name);
      throw new Error('rolled back');
    },
  };
  const reviewed = [{ 'e-network': A, 'e-x': A }];
  const tools = { terraform, reviewer: fakeReviewer(() => reviewed[0] ?? {}), log: () => undefined };
  await expect(deploy(all, reviewed, tools)).rejects.toThrow('rolled back');
  expect(log).toEqual(['e-network']);
});

test('the summary says what was done, what waits and comes after, and how to approve it', async () => {
  const world = new World(all, { 'e-network': A });
  const text = deploymentReport(await world.run({}), 'e', true);
  expect(text).toMatch('✋ waits for an approval, since this is not what was reviewed: `e-network`');
  expect(text).toMatch('comes after it: `e-x`, `e-y`');
  expect(text).toMatch('an approval in `e-approval` would let through');
  expect(deploymentReport(await world.run({}), 'e', false)).toMatch(
    "\n```sh\ngh workflow run deploy.yml -f environment=e -f approve='e-network=aaaaaaaaaaaaaaaa'\n```\n",
  );
  expect(deploymentReport(await world.run({ 'e-network': A }), 'e', true)).not.toMatch('approv');
});
