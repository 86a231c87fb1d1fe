import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  findStackFile,
  parseStackName,
  protectedResources,
  readStackFile,
  stacksIn,
} from '../../../../commands/shared/terraform-files/stack-file';
import { findLocalState, stacksWithLocalState } from '../../../../commands/shared/terraform-files/state-file';

const root = mkdtempSync(join(tmpdir(), 'terraform-files-'));
afterAll(() => rmSync(root, { recursive: true }));

test('the name of a stack: its environment and what it is for', () => {
  expect(parseStackName('dev-my-model')).toEqual({ name: 'dev-my-model', environment: 'dev', purpose: 'my-model' });
  expect(['dev', 'dev-', '-x', 'Dev-x', 'a_b-x', 'a--x'].map(parseStackName)).toEqual(Array(6).fill(undefined));
});

test('stacks are folders with a stack in them, by a name that a stack can have', () => {
  for (const [name, content] of [
    ['a-network', '{"resource":{"aws_vpc":{"v":{"lifecycle":{"prevent_destroy":true}}},"aws_subnet":{"s":{}}}}'],
    ['a-broken', '{'],
    ['Not', '{}'],
  ] as const) {
    mkdirSync(join(root, 'stacks', name), { recursive: true });
    writeFileSync(join(root, 'stacks', name, 'cdk.tf.json'), content);
  }
  mkdirSync(join(root, 'stacks', 'a-empty'));
  expect(stacksIn(join(root, 'stacks')).map(({ name }) => name)).toEqual(['a-broken', 'a-network']);
  expect(stacksIn(join(root, 'nowhere'))).toEqual([]);
  expect(protectedResources(readStackFile(join(root, 'stacks', 'a-network')))).toEqual(['aws_vpc.v']);
  expect(findStackFile(join(root, 'stacks', 'a-broken'))).toBeUndefined();
  expect(() => readStackFile(join(root, 'stacks', 'a-broken'))).toThrow(SyntaxError);
});

test('local states, by the stack', () => {
  expect(stacksWithLocalState(root)).toEqual([]);
  mkdirSync(join(root, 'state'));
  writeFileSync(join(root, 'state', 'a-network.tfstate'), '{"resources":[]}');
  writeFileSync(join(root, 'state', 'a-x.tfstate'), '');
  writeFileSync(join(root, 'state', 'a-x.tfstate.backup'), '{}');
  expect(stacksWithLocalState(root).toSorted()).toEqual(['a-network', 'a-x']);
  expect(findLocalState(root, 'a-network')).toEqual({ resources: [] });
  expect(findLocalState(root, 'a-x')).toBeUndefined();
  expect(findLocalState(root, 'a-y')).toBeUndefined();
});
