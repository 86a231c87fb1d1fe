import { appendFileSync } from 'node:fs';

/** What a workflow tells a command, in its environment as GitHub sets it. */
export function variable(name: string): string {
  const value = optionalVariable(name);
  if (value === '') throw new Error(`${name} is not set: this runs in a workflow`);
  return value;
}

/** As `variable`; empty where nobody set it. */
export const optionalVariable = (name: string): string => process.env[name] ?? '';

/** The page of this run. */
export const runUrl = (): string =>
  `${variable('GITHUB_SERVER_URL')}/${variable('GITHUB_REPOSITORY')}/actions/runs/${variable('GITHUB_RUN_ID')}`;

/** Adds to the summary of the run. */
export const writeSummary = (markdown: string): void =>
  appendFileSync(variable('GITHUB_STEP_SUMMARY'), `${markdown}\n`);

/** Sets an output of the step. */
export const setOutput = (name: string, value: string): void =>
  appendFileSync(variable('GITHUB_OUTPUT'), `${name}=${value}\n`);

/** The names in a variable that a person wrote: separated by spaces or commas. */
export const namesIn = (text: string): string[] => [...new Set(text.split(/[\s,]+/).filter(Boolean))];
