import { ACCEPT_LABEL } from '../../../commands/ci/acceptance';
import { COMMENT_MARKER, WORKFLOWS_LOGIN } from '../../../commands/ci/comment';
import { changed, DANGER, file, same, World } from './support/pull-request-world';
import { CLOUD, Folders, hash, LOCAL, S3 } from './support/stacks';

const folders = new Folders();
afterAll(() => folders.end());

test('only what changed is planned; the review is the comment, and its fingerprints are kept with the commit', async () => {
  const world = new World(folders, changed);
  expect(await world.run()).toBe(true);
  expect(world.planned).toEqual(['e-x']);
  expect(world.written).toMatchObject({ id: undefined });
  expect(world.body).toMatch('plans: e-x, with a base');
  expect(world.summary).toBe('plans: e-x, with a base');
  expect(world.kept).toEqual({ 'e-x': hash('2') });
});

test('nothing changed: no comment, or the one that is there says so', async () => {
  const world = new World(folders, same);
  expect(await world.run()).toBe(true);
  expect(world.written).toBeUndefined();
  world.comments = [{ id: 9, body: `${COMMENT_MARKER} old`, user: { login: WORKFLOWS_LOGIN } }];
  await world.run();
  expect(world.written).toMatchObject({ id: 9 });
  expect(world.planned).toEqual([]);
});

test('a danger fails the run until the label is put on; then what was shown may be deployed', async () => {
  const world = new World(folders, changed);
  world.toAccept = [DANGER];
  expect(await world.run()).toBe(false);
  expect(world.body).toMatch(`add the label \`${ACCEPT_LABEL}\``);
  expect(world.kept).toEqual({});

  world.putLabelOn();
  expect(await world.run()).toBe(true);
  expect(world.body).toMatch('`alice` accepted this');
  expect(world.kept).toEqual({ 'e-x': hash('2') });
  expect(await world.run()).toBe(true);
});

test('a first run that died leaves nothing that a label could have accepted', async () => {
  const world = new World(folders, changed);
  world.toAccept = [DANGER];
  world.putLabelOn();
  expect(await world.run()).toBe(false);
  expect(world.body).toMatch('it was added before this was shown');
  expect(world.labels).toEqual(['bug']);
  expect(world.kept).toEqual({});
});

test.each([
  ['plan', (world: World) => void (world.prints = { ...world.prints, 'e-x': hash('3') })],
  ['comparison of a stack without a plan', (world: World) => void (world.compared = { 'e-y': hash('4') })],
  ['danger', (world: World) => void world.toAccept.push({ ...DANGER, rule: 'policy-wider' })],
])('another %s than the one that was accepted takes the acceptance back', async (_, change) => {
  const world = new World(folders, changed);
  world.toAccept = [DANGER];
  await world.run();
  world.putLabelOn();
  expect(await world.run()).toBe(true);
  change(world);
  expect(await world.run()).toBe(false);
  expect(world.labels).toEqual(['bug']);
  expect(world.kept).toEqual({});
  world.putLabelOn();
  expect(await world.run()).toBe(true);
});

test.each([
  ['its author', 'author', ['bob']],
  ['whoever pushed to its branch', 'Bob', ['bob']],
])('where another must accept, %s cannot; somebody else can', async (_, login, pushers) => {
  const world = new World(folders, changed);
  Object.assign(world, { toAccept: [DANGER], acceptedByAnother: true, pushers });
  await world.run();
  world.putLabelOn(login);
  expect(await world.run()).toBe(false);
  expect(world.body).toMatch(`\`${login}\` added it and wrote or pushed part of this`);
  world.putLabelOn('carol');
  expect(await world.run()).toBe(true);
});

test('a stack that is gone is compared: its plan would say nothing', async () => {
  const { 'e-y': gone, ...rest } = same;
  expect(gone).toBeDefined();
  const world = new World(folders, rest);
  world.toAccept = [{ stack: 'e-y', rule: 'stack-gone', address: 'e-y' }];
  expect(await world.run()).toBe(false);
  expect(world.planned).toEqual([]);
  expect(world.body).toMatch('with a base');
});

test('what waits for a network of this change is no failure; what fails by itself is', async () => {
  const withNetwork = new World(folders, { ...changed, 'e-network': file(S3, 2) }, ['e-x']);
  expect(await withNetwork.run()).toBe(true);
  expect(withNetwork.planned).toEqual(['e-network', 'e-x', 'e-y']);
  expect(withNetwork.body).toMatch('to be approved then: `e-x`');
  expect(Object.keys(withNetwork.kept)).toEqual(['e-network', 'e-y']);

  const alone = new World(folders, { ...changed, 'e-y': file(S3, 2) }, ['e-x']);
  expect(await alone.run()).toBe(false);
  expect(alone.body).toMatch('Could not be planned: `e-x`');
  expect(alone.body).toMatch('plans: e-y');
});

test('the network itself failing is a failure', async () => {
  const world = new World(folders, { ...same, 'e-network': file(S3, 2) }, ['e-network', 'e-x', 'e-y']);
  expect(await world.run()).toBe(false);
  expect(world.body).toMatch('Could not be planned: `e-network`');
});

test('what is unsafe to plan is not planned, and a person must accept that', async () => {
  const world = new World(folders, { ...changed, 'e-y': { ...file(S3), '\n::error::': {} } });
  expect(await world.run()).toBe(false);
  expect(world.planned).toEqual(['e-x']);
  expect(world.body).toMatch(/`e-y` is only compared: .*`a block of the kind ::error::`/);
  // On a line of its own it would be a command to GitHub.
  expect(world.log).toMatch(
    /^e-y: not planned with credentials, for what the base does not have:\n\| a block of the kind \n\| ::error::$/m,
  );
  expect(world.log).toMatch('To be accepted: e-y not-planned e-y');
  world.putLabelOn();
  expect(await world.run()).toBe(true);
  expect(world.kept).toEqual({ 'e-x': hash('2') });
});

test('without credentials or shared state: compared without plans, and said', async () => {
  const world = new World(folders, { ...same, 'dev-z': file(LOCAL, 2), 'f-network': file(CLOUD) });
  expect(await world.run()).toBe(true);
  expect(world.planned).toEqual([]);
  expect(world.body).toMatch('not planned');
  expect(world.body).toMatch('`f-network`, `dev-z`');
});
