import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { EnvironmentSettings } from '../../../settings';
import { endpoint, ROOT, settings } from '../../support/settings';
import type { Sandbox } from './sandbox';

/** Keeps a plan for the tests of review. */
export function kept(name: string, plan: string): void {
  expect(JSON.parse(plan)).toHaveProperty('format_version');
  const file = join(ROOT, '__tests__', 'commands', 'review', 'fixtures', `${name}.json.gz`);
  writeFileSync(file, gzipSync(plan, { level: 9 }));
}

type EndpointSettings = ReturnType<typeof endpoint>;

export const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd';

export const zones = (letters: string) => ({
  create: { cidrBlock: '10.0.0.0/16', availabilityZones: [...letters].map((letter) => `eu-west-1${letter}`) },
});

/** Three zones, and an endpoint with all that can be changed of it. */
export const churn = (
  changes: Partial<EndpointSettings> = {},
  model: Partial<EndpointSettings['model']> = {},
): EnvironmentSettings =>
  settings({
    network: zones('abc'),
    endpoints: {
      churn: endpoint({
        instanceCount: 4,
        scaling: { min: 3, max: 8, target: { concurrentRequests: 4 } },
        alarms: { modelLatencyP99Ms: 80 },
        kmsKeyArn: KEY,
        ...changes,
        model: { ...endpoint().model, ...model },
      }),
    },
  });

export type Block = Record<string, unknown>;
export type Stack = { resource: Record<string, Record<string, Block>> } & Record<string, unknown>;

/** Changes what was synthesized, to what this project would never write. */
export function tamper(sandbox: Sandbox, stack: string, change: (terraform: Stack) => void): void {
  const terraform = JSON.parse(readFileSync(sandbox.file(stack), 'utf8')) as Stack;
  change(terraform);
  writeFileSync(sandbox.file(stack), JSON.stringify(terraform));
}

export const one = (terraform: Stack, type: string, name = ''): Block => {
  const [found] = Object.entries(terraform.resource[type] ?? {}).filter(([key]) => key.includes(name));
  return (found as [string, Block])[1];
};

interface Statement {
  Action: string | string[];
  Resource?: string | string[];
  Condition?: unknown;
}
export interface Policy {
  Statement: [Statement, ...Statement[]];
}

export function edit(block: Block, attribute: string, change: (policy: Policy) => void): void {
  const policy = JSON.parse(block[attribute] as string) as Policy;
  change(policy);
  block[attribute] = JSON.stringify(policy);
}

export const widen = (block: Block, attribute: string) =>
  edit(block, attribute, ({ Statement }) => Statement.forEach((statement) => (statement.Resource = '*')));
