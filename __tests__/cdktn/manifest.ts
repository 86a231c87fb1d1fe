import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/settings';

type Versions = Readonly<Record<string, string>>;

export interface Manifest {
  readonly dependencies: Versions;
  readonly devDependencies: Versions;
  readonly overrides: Versions;
}

/** By alias, so that the sources import the same names on both. */
const ALIASES: Versions = {
  cdktf: 'npm:cdktn@0.24.0',
  '@cdktf/provider-aws': 'npm:@cdktn/provider-aws@25.7.0',
};
const COMMAND: Versions = { 'cdktn-cli': '0.24.0' };

/** cdktf's command, and what only it needs. */
const LEFT_OUT = ['cdktf-cli', '@cdktf/node-pty-prebuilt-multiarch'];

/** What `package.json` installs, on cdktn: everything else has the same version. */
export const onCdktn = ({ dependencies, devDependencies, overrides }: Manifest): Manifest => ({
  dependencies: { ...dependencies, ...ALIASES },
  devDependencies: { ...without(devDependencies), ...COMMAND },
  overrides: without(overrides),
});

const without = (versions: Versions): Versions =>
  Object.fromEntries(Object.entries(versions).filter(([name]) => !LEFT_OUT.includes(name)));

export const readJson = (folder: string, file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));

export const projectManifest = (): Manifest => readJson(ROOT, 'package.json') as Manifest;
