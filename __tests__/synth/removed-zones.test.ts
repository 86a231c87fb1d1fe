import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../main';
import { removedZones, removedZonesMessage } from '../../synth/removed-zones';
import { resolved, settings } from '../support/settings';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zones-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const zones = (...letters: string[]) =>
  resolved(
    settings({
      network: { create: { cidrBlock: '10.0.0.0/16', availabilityZones: letters.map((l) => `eu-west-1${l}`) } },
    }),
  );
const removed = (...letters: string[]) => removedZones([zones(...letters)], root, join(root, 'cdktf.out'));

test('none where nothing was synthesized yet, or one is added', () => {
  expect(removed('a', 'b')).toEqual([]);
  synthesize([zones('a', 'b')], join(root, 'cdktf.out'));
  expect(removed('a', 'b', 'c')).toEqual([]);
});

test('one that was in the last synth', () => {
  synthesize([zones('a', 'b', 'c')], join(root, 'cdktf.out'));
  expect(removed('a', 'c')).toMatchObject([{ environment: 'test', zones: ['eu-west-1b'] }]);
});

test('one that is in local state', () => {
  mkdirSync(join(root, 'state'));
  const outputs = { subnet_ids: { value: { 'eu-west-1a': 'subnet-a', 'eu-west-1c': 'subnet-c' } } };
  writeFileSync(join(root, 'state', 'test-network.tfstate'), JSON.stringify({ outputs }));
  expect(removed('a', 'b')).toMatchObject([{ zones: ['eu-west-1c'] }]);
});

test('what is said of it: endpoints first, the network after', () => {
  synthesize([zones('a', 'b', 'c')], join(root, 'cdktf.out'));
  expect(removed('a', 'b').map(removedZonesMessage)).toEqual([
    '! test leaves eu-west-1c. A subnet goes only when no model is in it any more: deploy the endpoints first, the network after.\n' +
      '    npx cdktf deploy test-churn --ignore-missing-stack-dependencies\n' +
      '    npx cdktf deploy test-network\n',
  ]);
});
