import { execFile, type ExecFileException } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { terraformBinary } from '../../shared/terraform-binary';
import type { StateJson } from '../../shared/terraform-files/state-json';
import type { Observation } from './observation';

/** What Terraform knows of an endpoint: with its state, or not where the state was never asked for here. */
export type AppliedStateLookup = Observation<AppliedState> | { readonly notHere: string };

export interface AppliedState {
  /** The one it gave last. */
  readonly last: string;
  /** Those before it that it still keeps, because something serves with them. */
  readonly kept: readonly string[];
  /** The alarms it has made, by name. */
  readonly alarms: readonly string[];
}

const TIMEOUT_MS = 120_000;

/**
 * Reads a stack's state through terraform, whatever its backend.
 *
 * @param folder - the stack's, in `cdktf.out/stacks`
 */
export async function readAppliedState(folder: string): Promise<AppliedStateLookup> {
  if (!existsSync(join(folder, '.terraform')))
    return { notHere: `${terraformBinary()} was not initialized here: ${terraformBinary()} -chdir=${folder} init` };
  const shown = await show(folder);
  if ('unknown' in shown) return shown;
  const resources = shown.value.values?.root_module?.resources ?? [];
  const all = resources.filter(({ type }) => type === 'aws_sagemaker_endpoint_configuration');
  const names = (deposed: boolean) =>
    all.flatMap(({ deposed_key, values }) => ((deposed_key !== undefined) === deposed ? text(values?.name) : []));
  const [last] = names(false);
  return last === undefined
    ? { unknown: 'the state has no endpoint configuration: nothing was deployed with it' }
    : { value: { last, kept: names(true), alarms: resources.flatMap(({ values }) => text(values?.alarm_name)) } };
}

const text = (value: unknown): string[] => (typeof value === 'string' ? [value] : []);

function show(folder: string): Promise<Observation<StateJson>> {
  const options = {
    cwd: folder,
    timeout: TIMEOUT_MS,
    maxBuffer: 1 << 28,
    env: { ...process.env, TF_IN_AUTOMATION: '1' },
  };
  return new Promise((resolve) => {
    execFile(terraformBinary(), ['show', '-json', '-no-color'], options, (error, stdout, stderr) => {
      if (error !== null) resolve({ unknown: `${terraformBinary()} show: ${saidBy(error, stderr)}` });
      else resolve(parsed(stdout));
    });
  });
}

function parsed(text: string): Observation<StateJson> {
  try {
    return { value: JSON.parse(text) as StateJson };
  } catch {
    return { unknown: `${terraformBinary()} show answered something that is no JSON` };
  }
}

/** The line of terraform's that says what is wrong. */
function saidBy(error: ExecFileException, stderr: string): string {
  if (error.code === 'ENOENT') return `there is no ${terraformBinary()} on the PATH`;
  const line = stderr.split('\n').find((l) => l.includes('Error:'));
  return line?.replace(/^.*Error: /, '').trim() ?? error.message.split('\n')[0] ?? '';
}
