import { setTimeout as delay } from 'node:timers/promises';
import type { Certificate } from '../../../local-runtime/certificate';
import type { Container } from '../../../local-runtime/container';
import { FaultInjector } from '../../../local-runtime/fault-injector';
import { LocalRuntime } from '../../../local-runtime/local-runtime';
import type { ZoneFault } from '../faults';
import { answerParent } from '../network/remote-process';
import { ENDPOINT_NAME } from '../topology';
import { TlsFront } from './tls-front';

let front: TlsFront;
let fault: ZoneFault | undefined;
let executed: string[] = [];

const NO_ERRORS = new FaultInjector({});

/** Decides by the fault that there is now. */
class SwitchedErrors extends FaultInjector {
  override next() {
    return (fault?.kind === 'error' ? new FaultInjector({ errors: { [fault.name]: 1 } }) : NO_ERRORS).next();
  }
}

/** Answers with its zone and what it was sent, and remembers that. */
const container = (zone: string): Container => ({
  invoke: async ({ body }) => {
    const id = body.toString();
    executed.push(id);
    if (fault?.kind === 'slow-model') await delay(fault.ms);
    return { status: 200, contentType: 'text/plain', body: only(Buffer.from(`${zone} ${id}`)) };
  },
});

async function* only(chunk: Buffer) {
  yield chunk;
}

const handlers = {
  start: async (zone: string, tls: Certificate): Promise<void> => {
    const runtime = new LocalRuntime({
      container: container(zone),
      endpoints: [ENDPOINT_NAME],
      faults: new SwitchedErrors({}),
    });
    front = new TlsFront(tls, Number((await runtime.listen(0)).port));
    await front.listen();
  },
  inject: (next?: ZoneFault): Promise<void> => {
    fault = next;
    return front.inject(next);
  },
  clientPorts: (): number[] => front.clientPorts,
  /** What the model has computed since the last time: one entry each time. */
  takeExecuted: (): string[] => {
    const taken = executed;
    executed = [];
    return taken;
  },
};

export type ZoneHandlers = typeof handlers;
answerParent(handlers);
