import { join } from 'node:path';
import { ROOT } from '../../support/settings';
import { RESOLVER } from '../topology';
import { Namespace } from './namespace';

/** What a process does when its parent asks. Everything that is passed must survive JSON. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any function: its own parameters stay known
export type Handlers = Readonly<Record<string, (...args: any[]) => unknown>>;

interface Request {
  readonly number: number;
  readonly name: string;
  readonly args: readonly unknown[];
}
interface Reply {
  readonly number: number;
  readonly value?: unknown;
  readonly error?: string;
}

/**
 * Gives the process a resolver of its own. With /run empty there is no cache that would answer in its place, be that
 * nscd or systemd-resolved.
 */
const WITH_RESOLVER = [
  'file=$(readlink -m /etc/resolv.conf)',
  'mount -t tmpfs tmpfs /run',
  `echo nameserver ${RESOLVER} > /run/resolver`,
  'mkdir -p "$(dirname "$file")"',
  'touch "$file"',
  'mount --bind /run/resolver "$file"',
  'exec "$@"',
].join(' && ');

/** A Node process in a network of its own, that does what it is asked over IPC. */
export class RemoteProcess<H extends Handlers> {
  private requests = 0;
  private readonly waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();

  private constructor(
    readonly namespace: Namespace,
    file: string,
  ) {
    namespace.process.on('message', ({ number, value, error }: Reply) => {
      const caller = this.waiting.get(number);
      this.waiting.delete(number);
      if (error === undefined) caller?.resolve(value as never);
      else caller?.reject(new Error(`${file}: ${error}`));
    });
    namespace.process.on('exit', (status, signal) => {
      for (const { reject } of this.waiting.values()) reject(new Error(`${file} ended: ${status ?? signal}`));
    });
  }

  /** @param file - in `__tests__/vpc/`; it calls `answerParent` */
  static async start<H extends Handlers>(file: string): Promise<RemoteProcess<H>> {
    const node = [process.execPath, '--require', './loader/typescript.cjs', join(ROOT, '__tests__/vpc', file)];
    const stdio = ['ignore', 'inherit', 'inherit', 'ipc'] as const;
    return new RemoteProcess<H>(await Namespace.start(WITH_RESOLVER, node, [...stdio]), file);
  }

  call<K extends keyof H & string>(name: K, ...args: Parameters<H[K]>): Promise<Awaited<ReturnType<H[K]>>> {
    const number = ++this.requests;
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { resolve, reject });
      this.namespace.process.send({ number, name, args } satisfies Request, (error) => {
        if (error !== null) reject(error);
      });
    });
  }

  end(): Promise<void> {
    return this.namespace.end();
  }
}

/** The other side: answers what the parent asks. */
export function answerParent(handlers: Handlers): void {
  process.on('message', ({ number, name, args }: Request) => {
    void (async () => handlers[name]?.(...args))().then(
      (value) => process.send?.({ number, value } satisfies Reply),
      (error: unknown) => process.send?.({ number, error: (error as Error).stack } satisfies Reply),
    );
  });
}
