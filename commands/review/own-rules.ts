import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rules } from './rules';
import type { Rule } from './rules/finding';

/**
 * A team's own rules: the default export of each TypeScript or JavaScript file in a folder is a rule, as
 * `rules/finding.ts` has it, or a list of rules.
 *
 * @throws Error where the folder or a rule in it cannot be used, with why
 */
export async function readOwnRules(folder: string): Promise<Rule[]> {
  const files = filesIn(folder).map((name) => join(folder, name));
  if (files.length === 0) throw new Error(`${folder} has no rule: write one in a .ts file in it (docs/review.md)`);
  const read: Rule[] = [];
  for (const file of files) read.push(...rulesOf(file, await importDefault(file)));
  const names = [...rules, ...read].map(({ name }) => name);
  const taken = read.find(({ name }) => names.filter((one) => one === name).length > 1);
  if (taken !== undefined)
    throw new Error(`${folder} has a rule '${taken.name}', and there is one of that name already`);
  return read;
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.[cm]?[jt]s$/.test(name) && !name.endsWith('.d.ts'))
      .toSorted();
  } catch (error) {
    throw new Error(`The folder of rules cannot be read: ${(error as Error).message}`);
  }
}

async function importDefault(file: string): Promise<unknown> {
  let module: { readonly default?: unknown };
  try {
    module = (await import(resolve(file))) as { readonly default?: unknown };
  } catch (error) {
    throw new Error(`${file} cannot be loaded: ${(error as Error).message}`);
  }
  const { default: own } = module;
  // A CommonJS module that was an ES module in TypeScript.
  const inner = (own as { readonly default?: unknown } | undefined)?.default;
  return inner ?? own;
}

function rulesOf(file: string, exported: unknown): Rule[] {
  const list: unknown[] = Array.isArray(exported) ? exported : [exported];
  const wrong = list.find((one) => !isRule(one));
  if (list.length === 0 || wrong !== undefined || list.includes(undefined))
    throw new Error(`${file} must export a rule by default: { name, level, types, advice, find(context) }`);
  return list as Rule[];
}

function isRule(value: unknown): boolean {
  const { name, level, types, advice, find } = (value ?? {}) as Partial<Record<keyof Rule, unknown>>;
  return (
    typeof name === 'string' &&
    /^[a-z][a-z0-9-]*$/.test(name) &&
    ['danger', 'caution', 'note'].includes(level as string) &&
    (types === 'any' || (Array.isArray(types) && types.every((type) => typeof type === 'string'))) &&
    typeof advice === 'string' &&
    typeof find === 'function'
  );
}
