import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsError } from '../../settings';
import { loadEnvironments } from '../../settings/load';
import { ROOT } from '../support/settings';

let root: string;
beforeEach(() => {
  // In the project, so that the files are compiled as the shipped ones are.
  root = mkdtempSync(join(ROOT, '__tests__', 'tmp-'));
  mkdirSync(join(root, 'environments'));
});
afterEach(() => rmSync(root, { recursive: true }));

const file = (name: string, content: string) => writeFileSync(join(root, 'environments', name), content);
const GOOD = `
  import { environment } from '${join(ROOT, 'settings')}';
  export default environment({
    region: 'eu-west-1',
    network: { create: { cidrBlock: '10.0.0.0/16', availabilityZones: ['eu-west-1a', 'eu-west-1b'] } },
  });`;

function refusal(): string {
  try {
    loadEnvironments(root);
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as Error).message;
  }
  throw new Error('was not refused');
}

test('every file is an environment, by its name', () => {
  file('live.ts', GOOD);
  file('dev.ts', GOOD);
  file('README.md', 'notes');
  file('.hidden', '');
  expect(loadEnvironments(root).map(({ name }) => name)).toEqual(['dev', 'live']);
});

test('all problems of all files are in one message', () => {
  file('bad.ts', GOOD.replace("region: 'eu-west-1'", "region: 'eu', foo: 1").replace(", 'eu-west-1b'", ''));
  file('empty.ts', '');
  file('good.ts', GOOD);
  file('other.ts', 'export default { region: 1 };');
  file('throws.ts', 'throw new Error("no such thing");');
  file('broken.ts', 'export default {;');
  file('dev.json', '{}');
  mkdirSync(join(root, 'environments', 'more'));
  expect(refusal().replace(/(cannot be read: )(?!no such)[^]*?\n\n/, '$1…\n\n')).toBe(
    `the settings have 9 problems; nothing was written

environments/bad.ts
  - region: 'eu' is not an AWS region: write for example 'eu-west-1'
  - foo: is an unknown field: the fields here are region, accountId, tags, backend, iam, protect, network, endpoints, probe
  - network.create.availabilityZones: has one zone: name at least two, so that the model outlives the loss of one

environments/broken.ts
  - cannot be read: …

environments/dev.json
  - is no environment, whose files end in .ts: rename it or take it away

environments/empty.ts
  - exports no default: write export default environment({ … })

environments/more
  - is no environment, whose files end in .ts: rename it or take it away

environments/other.ts
  - exports { region: 1 } by default: write export default environment({ … })

environments/throws.ts
  - cannot be read: no such thing
`,
  );
});

test('no environment at all', () => {
  expect(refusal()).toContain(
    'environments/\n  - has no environment: add a file such as dev.ts that says export default environment({ … })',
  );
});
