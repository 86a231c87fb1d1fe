import { setTimeout as delay } from 'node:timers/promises';
import {
  type FunctionConfiguration,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { explainAwsError } from '../../shared/aws/explain-aws-error';
import type { RunResponse, RunRequest } from '../function/contract';
import { askAws, ProbeError } from '../probe-error';

/** Where a function's network interfaces are. */
export interface FunctionNetwork {
  readonly vpcId: string;
  readonly subnetId: string;
}

/** How often something is asked for until it is there, and when to give up. */
export interface Polling {
  readonly everyMs: number;
  readonly atMostMs: number;
}

/**
 * Waits until a function can be called, and returns where it is.
 *
 * @param stack - the stack that makes it, for whoever has not deployed it
 * @param onWait - called with what is waited for
 */
export async function waitForFunction(
  lambda: LambdaClient,
  name: string,
  stack: string,
  onWait: (message: string) => void,
  { everyMs, atMostMs }: Polling,
): Promise<FunctionNetwork> {
  const end = performance.now() + atMostMs;
  for (;;) {
    const configuration = await configurationOf(lambda, name, stack);
    const { State: state, LastUpdateStatus: update } = configuration;
    if (state === 'Failed' || update === 'Failed') {
      const reason = state === 'Failed' ? configuration.StateReason : configuration.LastUpdateStatusReason;
      throw new ProbeError(
        `the function ${name} failed to be made: ${reason ?? 'AWS gives no reason'}: deploy ${stack} again`,
      );
    }
    if (state === 'Active' && update !== 'InProgress') return networkOf(configuration, name, stack);
    // A function that was not called for weeks is woken by a call, which itself is refused.
    if (state === 'Inactive') await lambda.send(new InvokeCommand({ FunctionName: name })).catch(() => undefined);
    if (performance.now() > end)
      throw new ProbeError(`the function ${name} is ${state} still: try again in some minutes`);
    onWait(`${name} is ${state === 'Inactive' ? 'being woken' : 'still being made'}`);
    await delay(everyMs);
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

function networkOf({ VpcConfig }: FunctionConfiguration, name: string, stack: string): FunctionNetwork {
  const subnetId = VpcConfig?.SubnetIds?.[0];
  if (VpcConfig?.VpcId === undefined || subnetId === undefined)
    throw new ProbeError(`the function ${name} is in no VPC: deploy ${stack} again`);
  return { vpcId: VpcConfig.VpcId, subnetId };
}

/** Has a function measure once, and waits for its answer. */
export async function invokeFunction(lambda: LambdaClient, name: string, request: RunRequest): Promise<RunResponse> {
  const answer = await askAws(`lambda:InvokeFunction on ${name}`, () =>
    lambda.send(new InvokeCommand({ FunctionName: name, Payload: Buffer.from(JSON.stringify(request)) })),
  );
  const payload = Buffer.from(answer.Payload ?? []).toString();
  if (answer.FunctionError !== undefined) throw new ProbeError(`the function ${name} failed: ${failureIn(payload)}`);
  try {
    const parsed = JSON.parse(payload) as Partial<RunResponse>;
    // A function that was deployed before names were resolved both ways does not say so.
    if (Array.isArray(parsed.blocks) && parsed.blocks.every(({ resolutions }) => resolutions as unknown))
      return parsed as RunResponse;
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
