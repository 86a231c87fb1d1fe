import { setTimeout as delay } from 'node:timers/promises';
import {
  type FunctionConfiguration,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { explainAwsError } from '../../shared/aws/explain-aws-error';
import type { RunAnswer, RunRequest } from '../function/contract';
import { ProbeError } from '../problem';

/** Where a function is. */
export interface FunctionNetwork {
  readonly vpcId: string;
  readonly subnetId: string;
}

const POLL_MS = 2_000;
/** Lambda makes a function's network interfaces before it is active: a minute or two. */
const PATIENCE_MS = 240_000;

/**
 * Waits until a function can be called, and tells where it is.
 *
 * @param stack - the stack that makes it, for whoever has not deployed it
 * @param waiting - told while it is waited for
 */
export async function waitForFunction(
  lambda: LambdaClient,
  name: string,
  stack: string,
  waiting: (message: string) => void,
  pollMs = POLL_MS,
): Promise<FunctionNetwork> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const it = await configurationOf(lambda, name, stack);
    if (it.State === 'Failed' || it.LastUpdateStatus === 'Failed') {
      const reason = it.State === 'Failed' ? it.StateReason : it.LastUpdateStatusReason;
      throw new ProbeError(
        `the function ${name} failed to be made: ${reason ?? 'AWS gives no reason'}: deploy ${stack} again`,
      );
    }
    if (it.State === 'Active' && it.LastUpdateStatus !== 'InProgress') return placeOf(it, name, stack);
    // A function that was not called for weeks is woken by a call, which itself is refused.
    if (it.State === 'Inactive') await lambda.send(new InvokeCommand({ FunctionName: name })).catch(() => undefined);
    if (performance.now() > end)
      throw new ProbeError(`the function ${name} is ${it.State} still: try again in some minutes`);
    waiting(`${name} is ${it.State === 'Inactive' ? 'being woken' : 'still being made'}`);
    await delay(pollMs);
  }
}

async function configurationOf(lambda: LambdaClient, name: string, stack: string): Promise<FunctionConfiguration> {
  try {
    return await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException')
      throw new ProbeError(`there is no function ${name}: deploy ${stack}, its network first`);
    throw new ProbeError(`lambda:GetFunctionConfiguration: ${explainAwsError(error)}`);
  }
}

function placeOf({ VpcConfig }: FunctionConfiguration, name: string, stack: string): FunctionNetwork {
  const subnetId = VpcConfig?.SubnetIds?.[0];
  if (VpcConfig?.VpcId === undefined || subnetId === undefined)
    throw new ProbeError(`the function ${name} is in no VPC: deploy ${stack} again`);
  return { vpcId: VpcConfig.VpcId, subnetId };
}

/** Has a function measure once, and waits for what it found. */
export async function run(lambda: LambdaClient, name: string, request: RunRequest): Promise<RunAnswer> {
  let answer;
  try {
    answer = await lambda.send(
      new InvokeCommand({ FunctionName: name, Payload: Buffer.from(JSON.stringify(request)) }),
    );
  } catch (error) {
    throw new ProbeError(`lambda:InvokeFunction on ${name}: ${explainAwsError(error)}`);
  }
  const payload = Buffer.from(answer.Payload ?? []).toString();
  if (answer.FunctionError !== undefined) throw new ProbeError(`the function ${name} failed: ${failureIn(payload)}`);
  try {
    const parsed = JSON.parse(payload) as Partial<RunAnswer>;
    if (Array.isArray(parsed.blocks)) return parsed as RunAnswer;
  } catch {
    // Said below.
  }
  throw new ProbeError(`the function ${name} answered something that is no measurement: deploy its stack again`);
}

function failureIn(payload: string): string {
  try {
    return String((JSON.parse(payload) as { errorMessage?: string }).errorMessage ?? payload);
  } catch {
    return payload;
  }
}
