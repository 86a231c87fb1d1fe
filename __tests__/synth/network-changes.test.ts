import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../main';
import type { EnvironmentSettings } from '../../settings';
import { networkChanges } from '../../synth/network-changes';
import { resolved, settings } from '../support/settings';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zones-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const CLOUD: EnvironmentSettings['backend'] = { kind: 'cloud', organization: 'org' };
const network = (letters: string, cidrBlock = '10.0.0.0/16', backend?: EnvironmentSettings['backend']) =>
  resolved(
    settings({
      backend,
      network: { create: { cidrBlock, availabilityZones: [...letters].map((l) => `eu-west-1${l}`) } },
    }),
  );
const changes = (...input: Parameters<typeof network>) =>
  networkChanges([network(...input)], root, join(root, 'cdktf.out'));

/** What terraform would leave after a deployment. */
function deployed(letters: string, cidrBlock = '10.0.0.0/16'): void {
  mkdirSync(join(root, 'state'));
  const outputs = {
    subnet_ids: { value: Object.fromEntries([...letters].map((l) => [`eu-west-1${l}`, `subnet-${l}`])) },
  };
  const resources = [{ type: 'aws_vpc', instances: [{ attributes: { cidr_block: cidrBlock } }] }];
  writeFileSync(join(root, 'state', 'test-network.tfstate'), JSON.stringify({ outputs, resources }));
}

test('nothing is said of what was never deployed', () => {
  synthesize([network('abc')], root, join(root, 'cdktf.out'));
  expect(changes('ab')).toEqual([]);
});

test('nor of a zone that is added', () => {
  deployed('ab');
  expect(changes('abc')).toEqual([]);
});

test('a zone that leaves: endpoints first, the network after', () => {
  deployed('abc');
  expect(changes('ab')).toEqual([
    '! test leaves eu-west-1c. A subnet goes only when no model is in it any more: deploy the endpoints first, the network after.\n' +
      '    npx cdktf deploy test-churn --ignore-missing-stack-dependencies\n' +
      '    npx cdktf deploy test-network\n',
  ]);
});

test('with a probe, its functions leave before the subnet, too', () => {
  deployed('abc');
  const probed = { ...network('ab'), probe: true };
  expect(networkChanges([probed], root, join(root, 'cdktf.out'))).toEqual([
    '! test leaves eu-west-1c. A subnet goes only when no model and no function is in it any more: ' +
      'deploy the endpoints and the probe first, the network after.\n' +
      '    npx cdktf deploy test-churn --ignore-missing-stack-dependencies\n' +
      '    npx cdktf deploy test-probe --ignore-missing-stack-dependencies\n' +
      '    npx cdktf deploy test-network\n',
  ]);
  expect(networkChanges([{ ...probed, endpoints: [] }], root, join(root, 'cdktf.out'))).toEqual([
    expect.stringContaining('test-probe'),
  ]);
});

test('where the state is elsewhere, it is known from the last synth', () => {
  synthesize([network('abc', '10.0.0.0/16', CLOUD)], root, join(root, 'cdktf.out'));
  expect(changes('ab', '10.0.0.0/16', CLOUD)).toEqual([expect.stringContaining('! test leaves eu-west-1c.')]);
});

test('one for another, at once', () => {
  deployed('ab');
  expect(changes('bc')).toEqual([
    '! test leaves eu-west-1a and joins eu-west-1c at once, which no order of deployments can do.\n' +
      "    Put eu-west-1a back, deploy 'test-*', and then take it out.\n",
  ]);
});

test('another address range', () => {
  deployed('ab');
  expect(changes('ab', '10.9.0.0/16')).toEqual([
    '! test changes network.create.cidrBlock from 10.0.0.0/16 to 10.9.0.0/16. That replaces the VPC, and no model can be called until all is made anew.\n' +
      '    Put it back; and to move, make another environment with the new block beside it, and let the callers move over.\n',
  ]);
});
