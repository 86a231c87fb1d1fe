import { deployedStacks, difference, readStacks, stacksToPlan } from '../../../commands/ci/stacks';
import { CLOUD, Folders, LOCAL, S3 } from './support/stacks';

const folders = new Folders();
afterAll(() => folders.end());

const names = (stacks: readonly { name: string }[]) => stacks.map(({ name }) => name);
const file = (terraform: object, resource: object = {}, remark: object = {}) => ({ '//': remark, terraform, resource });

test('stacks: environment, kind and backend; networks first; what is no stack is left out', () => {
  const app = folders.folder({
    'dev-churn': file(LOCAL),
    'dev-network': file(LOCAL),
    'production-probe': file(S3),
    'production-my-model': file({ cloud: { hostname: 'tfe.example.com' } }),
    'production-network': file(CLOUD),
    not_a_stack: {},
  });
  expect(readStacks(app).map(({ name, environment, kind, backend }) => [name, environment, kind, backend])).toEqual([
    ['dev-network', 'dev', 'network', { kind: 'local' }],
    ['production-network', 'production', 'network', { kind: 'cloud', hostname: 'app.terraform.io' }],
    ['dev-churn', 'dev', 'endpoint', { kind: 'local' }],
    ['production-my-model', 'production', 'endpoint', { kind: 'cloud', hostname: 'tfe.example.com' }],
    ['production-probe', 'production', 'probe', { kind: 's3' }],
  ]);
  expect(() => readStacks('nowhere')).toThrow("'nowhere' is no synthesized folder");
});

test('what changed: not cdktf’s own remarks, at whatever depth, nor the order of keys', () => {
  const vpc = { aws_vpc: { a: { '//': { metadata: { path: 'x' } }, cidr_block: '10.0.0.0/16', tags: {} } } };
  const same = { aws_vpc: { a: { tags: {}, cidr_block: '10.0.0.0/16' } } };
  const other = { aws_vpc: { a: { cidr_block: '10.1.0.0/16', tags: {} } } };
  const base = readStacks(folders.folder({ 'a-network': file(S3, vpc, { version: '1' }), 'a-gone': file(S3) }));
  const quiet = readStacks(folders.folder({ 'a-network': file(S3, same, { version: '2' }), 'a-gone': file(S3) }));
  const head = readStacks(folders.folder({ 'a-network': file(S3, other), 'a-new': file(S3) }));
  expect(difference(base, quiet)).toEqual({ changed: [], removed: [] });
  const { changed, removed } = difference(base, head);
  expect([names(changed), names(removed)]).toEqual([['a-network', 'a-new'], ['a-gone']]);
});

test('another artifact is a change: its path has its hash; another backend is one, too', () => {
  const artifact = (hash: string) => ({ aws_s3_object: { o: { source: `assets/artifact/${hash}/model.tar.gz` } } });
  const base = readStacks(folders.folder({ 'a-x': file(S3, artifact('1')), 'a-y': file(S3) }));
  const head = readStacks(folders.folder({ 'a-x': file(S3, artifact('2')), 'a-y': file(CLOUD) }));
  expect(names(difference(base, head).changed)).toEqual(['a-x', 'a-y']);
});

test('with a network what reads its outputs is planned, too; with an endpoint nothing else is', () => {
  const all = readStacks(folders.folder({ 'a-network': file(S3), 'a-x': file(S3), 'b-network': file(S3), 'b-y': {} }));
  const named = (name: string) => all.filter((one) => one.name === name);
  expect(names(stacksToPlan(named('a-network'), all))).toEqual(['a-network', 'a-x']);
  expect(names(stacksToPlan(named('b-y'), all))).toEqual(['b-y']);
  expect(stacksToPlan([], all)).toEqual([]);
});

test('environments to deploy: as named, and refused where others cannot reach the state', () => {
  const all = readStacks(folders.folder({ 'a-network': file(S3), 'a-x': file(S3), 'dev-network': file(LOCAL) }));
  expect([...deployedStacks(all, ' a, a\n')].map(([name, stacks]) => [name, names(stacks)])).toEqual([
    ['a', ['a-network', 'a-x']],
  ]);
  expect(() => deployedStacks(all, 'dev')).toThrow("'dev', whose state is local");
  expect(() => deployedStacks(all, 'b')).toThrow("'b', and environments/ has no such file");
});
