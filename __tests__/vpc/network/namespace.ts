import { type ChildProcess, execFile, spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT } from '../../support/settings';

/** What a process in the VPC is started with: nothing of the user's own AWS configuration, or proxies. */
const ENVIRONMENT = {
  PATH: process.env.PATH,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
};

/**
 * A process with a network of its own. The namespace has no name: it is gone when its process is, and the process ends
 * with this one, however that ends. So nothing is ever left to remove.
 */
export class Namespace {
  private constructor(readonly process: ChildProcess) {}

  /** @param script - for the shell; it must `exec` a process that stays */
  static async start(script: string, args: readonly string[], stdio: StdioOptions): Promise<Namespace> {
    const unshare = ['--pdeathsig', 'KILL', 'unshare', '--net', '--mount', 'sh', '-c', script, 'sh', ...args];
    const child = spawn('setpriv', unshare, { cwd: ROOT, env: ENVIRONMENT, stdio });
    await once(child, 'spawn');
    const namespace = new Namespace(child);
    const ours = readlinkSync('/proc/self/ns/net');
    while (readlinkSync(`/proc/${namespace.pid}/ns/net`) === ours) {
      if (child.exitCode !== null) throw new Error(`unshare failed with status ${child.exitCode}`);
      await delay(1);
    }
    return namespace;
  }

  get pid(): number {
    return this.process.pid as number;
  }

  /** Runs commands of `ip` in this network. */
  ip(...commands: string[]): Promise<void> {
    return this.run('ip', ['-batch', '-'], commands.join('\n'));
  }

  /** Runs a program in this network. */
  run(program: string, args: readonly string[], input = ''): Promise<void> {
    return run('nsenter', [`--net=/proc/${this.pid}/ns/net`, program, ...args], input);
  }

  async end(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await ended;
  }
}

export function run(program: string, args: readonly string[], input = ''): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, (error, _, stderr) =>
      error === null ? resolve() : reject(new Error(`${program} ${args.join(' ')}: ${stderr}\n${input}`)),
    );
    // A program that does not read it may have ended before it is written.
    child.stdin?.on('error', () => undefined).end(input);
  });
}
