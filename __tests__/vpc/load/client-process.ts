import { lookup, resolve4 } from 'node:dns/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { InvokeEndpointCommand, type SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { answerParent } from '../network/remote-process';
import { ENDPOINT_NAME } from '../topology';
import type { CallRecord, LoadOptions } from './calls';
import { createTestedClient } from './clients';

let stopped = false;
let finished: CallRecord[] = [];
let loops: Promise<unknown> = Promise.resolve();
/** When each call under way began. */
const underWay = new Map<string, number>();
let calls = 0;

const now = (): number => performance.timeOrigin + performance.now();

async function loop(client: SageMakerRuntimeClient, pauseMs: number): Promise<void> {
  while (!stopped) {
    // Of this process only: calls of an earlier client may still arrive, once packets are let through again.
    const id = `${process.pid}-${calls++}`;
    const start = now();
    underWay.set(id, start);
    const outcome = await call(client, id);
    underWay.delete(id);
    finished.push({ id, start, ms: now() - start, ...outcome });
    await delay(2 * pauseMs * Math.random());
  }
}

async function call(client: SageMakerRuntimeClient, id: string): Promise<Partial<CallRecord>> {
  try {
    const { Body } = await client.send(
      new InvokeEndpointCommand({ EndpointName: ENDPOINT_NAME, ContentType: 'text/plain', Body: id }),
    );
    const [zone, answered] = Buffer.from(Body ?? [])
      .toString()
      .split(' ');
    return { zone, mixedUp: answered !== id };
  } catch (error) {
    const { name, code } = error as { name: string; code?: string };
    return { error: code ?? name };
  }
}

const handlers = {
  start: async (options: LoadOptions): Promise<void> => {
    const client = await createTestedClient(options);
    loops = Promise.all(Array.from({ length: options.concurrency }, () => loop(client, options.pauseMs)));
  },
  /** The calls that have ended since the last time. */
  take: (): CallRecord[] => {
    const taken = finished;
    finished = [];
    return taken;
  },
  /** The addresses of a name in their order: by getaddrinfo, as most programs ask, and by DNS alone. */
  resolve: async (name: string): Promise<{ lookup: string[]; resolve4: string[] }> => ({
    lookup: (await lookup(name, { all: true, verbatim: true })).map(({ address }) => address),
    resolve4: await resolve4(name),
  }),
  /** Ends the load. Calls that do not end within a time are returned as unfinished. */
  stop: async (withinMs: number): Promise<CallRecord[]> => {
    stopped = true;
    await Promise.race([loops, delay(withinMs)]);
    const unfinished = [...underWay].map(([id, start]) => ({ id, start, ms: now() - start, error: 'unfinished' }));
    return [...handlers.take(), ...unfinished];
  },
};

export type ClientHandlers = typeof handlers;
answerParent(handlers);
