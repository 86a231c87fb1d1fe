import type { z } from 'zod';
import { terraformBinary } from '../terraform-binary';
import { type PlanJson, planJson } from './plan-json';

/** It is no plan that can be read. */
export class InvalidPlanError extends Error {
  /** @param reason - what it quotes of the plan stays on its line: to whoever runs this in a workflow, lines can be commands */
  constructor(reason: string) {
    super(reason.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, ' '));
  }
}

/**
 * Reads a plan from its JSON.
 *
 * @throws InvalidPlanError where it is none, with why
 */
export const parsePlanJson = (text: string): PlanJson => checkPlanJson(parseJson(text));

/**
 * Accepts as a plan what `terraform show -json` writes, format 1, and HCP Terraform's redacted form of it.
 *
 * @throws InvalidPlanError where it is neither, or damaged, with why
 */
export function checkPlanJson(content: unknown): PlanJson {
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new InvalidPlanError(`it is JSON, but no plan: ${howToWrite()}`);
  const fields = content as Partial<Record<keyof PlanJson, unknown>>;
  const format = fields.format_version ?? fields.plan_format_version;
  if (
    typeof format !== 'string' ||
    !('resource_changes' in fields || 'planned_values' in fields || 'errored' in fields)
  )
    throw new InvalidPlanError(`it is JSON, but no plan: ${howToWrite()}`);
  if (!/^1(\.|$)/.test(format))
    throw new InvalidPlanError(`it is a plan of format ${format}, and 1 is what can be read`);
  if (isDeeper(content))
    throw new InvalidPlanError(`it is damaged: something in it is nested ${MAX_DEPTH} levels deep`);
  const { error } = planJson.safeParse(content);
  if (error !== undefined) throw new InvalidPlanError(`it is damaged: ${damage(error, content)}`);
  return content as PlanJson;
}

/** Where the first damage is. The value stays out, and the keys of an address: they may be secrets. */
function damage({ issues }: z.ZodError, content: unknown): string {
  const [issue] = issues;
  if (issue === undefined) return 'it does not have the shape of a plan';
  const path = issue.path.map(String);
  const [list, index] = path;
  const item = list === undefined || index === undefined ? undefined : at(at(content, list), index);
  const address = at(item, 'address');
  const where = typeof address === 'string' ? ` (${address.split('[', 1).join()})` : '';
  return `${path.join('.')}${where} is not what a plan has there: ${issue.message.replace(/^Invalid input: /, '')}`;
}

/** Far more than Terraform nests, and far less than what a recursion can take. */
const MAX_DEPTH = 300;

/** Whether there are more levels. Level by level, so that it ends whatever there is. */
function isDeeper(content: unknown): boolean {
  let level: unknown[] = [content];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++)
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? (Object.values(one) as unknown[]) : []));
  return level.length > 0;
}

const at = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidPlanError(`it is no JSON: ${howToWrite()} (a saved plan itself is binary)`);
  }
}

const howToWrite = (): string => `write it with ${terraformBinary()} show -json PLAN`;
