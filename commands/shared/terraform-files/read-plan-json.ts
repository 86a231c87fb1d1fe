import { terraformBinary } from '../terraform-binary';
import type { PlanJson } from './plan-json';

/** It is no plan that can be read. */
export class InvalidPlanError extends Error {}

/**
 * Reads a plan from its JSON.
 *
 * @throws InvalidPlanError where it is none, with why
 */
export const parsePlanJson = (text: string): PlanJson => checkPlanJson(parseJson(text));

/**
 * Takes for a plan what `terraform show -json` writes, format 1, and what HCP Terraform gives of one with what is
 * sensitive left out.
 *
 * @throws InvalidPlanError where it is neither, with why
 */
export function checkPlanJson(content: unknown): PlanJson {
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new InvalidPlanError(`it is JSON, but no plan: ${howToWrite()}`);
  const json: PlanJson = content;
  const format = json.format_version ?? json.plan_format_version;
  if (format === undefined || !('resource_changes' in json || 'planned_values' in json || 'errored' in json))
    throw new InvalidPlanError(`it is JSON, but no plan: ${howToWrite()}`);
  if (!/^1(\.|$)/.test(format))
    throw new InvalidPlanError(`it is a plan of format ${format}, and 1 is what can be read`);
  return json;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidPlanError(`it is no JSON: ${howToWrite()} (a saved plan itself is binary)`);
  }
}

const howToWrite = (): string => `write it with ${terraformBinary()} show -json PLAN`;
